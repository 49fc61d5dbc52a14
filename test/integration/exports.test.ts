import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const secret = 'sk-live-0123456789abcdefghij';
const chat = { model: 'gpt-test', messages: [{ role: 'user', content: "What's WAL? Grüße" }] };

/** What HAR 1.2 requires of an entry. */
const nameValue = z.object({ name: z.string(), value: z.string() });
const harSchema = z.object({
  log: z.object({
    version: z.literal('1.2'),
    creator: z.object({ name: z.string(), version: z.string() }),
    entries: z.array(
      z.object({
        startedDateTime: z.iso.datetime(),
        time: z.number().nonnegative(),
        request: z.object({
          method: z.string(),
          url: z.url(),
          httpVersion: z.string(),
          cookies: z.array(z.never()),
          headers: z.array(nameValue),
          queryString: z.array(nameValue),
          postData: z.object({ mimeType: z.string(), text: z.string() }).optional(),
          headersSize: z.int(),
          bodySize: z.int(),
        }),
        response: z.object({
          status: z.int(),
          statusText: z.string(),
          httpVersion: z.string(),
          cookies: z.array(z.never()),
          headers: z.array(nameValue),
          content: z.object({ size: z.int(), mimeType: z.string(), text: z.string().optional() }),
          redirectURL: z.string(),
          headersSize: z.int(),
          bodySize: z.int(),
        }),
        cache: z.object({}),
        timings: z.object({ send: z.number(), wait: z.number().nonnegative(), receive: z.number().nonnegative() }),
        _cacheStatus: z.string(),
      }),
    ),
  }),
});

describe('exports of traffic', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  beforeEach(async () => {
    upstream = await startUpstream((_, response) => sendJson(response, chatCompletion('write-ahead log')));
    semcache = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
    await postJson(`${semcache.url}/v1/chat/completions?key=${secret}`, chat, { authorization: `Bearer ${secret}` });
    await postJson(`${semcache.url}/v1/chat/completions?key=${secret}`, chat, { authorization: `Bearer ${secret}` });
  });
  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test('an HTTP archive has both requests with bodies and timings, and no secret', async () => {
    const { har, total } = await semcache.ask('traffic.har', {});
    const { entries } = harSchema.parse(har).log;
    expect(total).toBe(2);
    expect(entries.map(({ _cacheStatus }) => _cacheStatus)).toEqual(['hit', 'miss']);
    for (const { request, response } of entries) {
      expect(request.url).toBe(`${upstream.url}/v1/chat/completions`);
      expect(JSON.parse(request.postData?.text ?? '')).toEqual(chat);
      expect(response).toMatchObject({
        status: 200,
        content: { text: expect.stringContaining('write-ahead log') as string },
      });
    }
    expect(JSON.stringify(har)).not.toContain('0123456789abcdef');
  });

  test('a curl command asks the same again, once it has the key', async () => {
    const { items } = await semcache.ask('traffic.list', {});
    const { command } = await semcache.ask('traffic.curl', { id: items[0]!.id });
    expect(command).not.toContain('0123456789abcdef');
    const calls = upstream.seen.length;
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', `${command} --silent`], {
      env: { ...process.env, API_KEY: secret },
    });
    expect(JSON.parse(stdout)).toMatchObject({ choices: [{ message: { content: 'write-ahead log' } }] });
    // The key was in the query as well, which is not logged: the command is another caller.
    expect(upstream.seen.length).toBe(calls + 1);
  });

  test('diagnostics say how things are, without prompts, keys or the owner’s folder', async () => {
    const bundle = await semcache.ask('diagnostics.get', {});
    expect(bundle.outcomes).toMatchObject([
      { cacheStatus: 'hit', reason: 'exact_match', requests: 1 },
      { cacheStatus: 'miss', reason: 'not_found', recorded: 'stored', requests: 1 },
    ]);
    expect(bundle.status.store.entries).toBe(1);
    const text = JSON.stringify(bundle);
    for (const word of ['0123456789abcdef', 'WAL', 'write-ahead', semcache.core.token, `${homedir()}/`])
      expect(text).not.toContain(word);
  });
});
