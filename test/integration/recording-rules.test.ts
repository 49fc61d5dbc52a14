import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { RecordReason } from '../../src-core/contracts/outcome.ts';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { pollUntil } from '../support/poll-until.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import {
  chatChunks,
  chatCompletion,
  sendJson,
  sendSse,
  startUpstream,
  type Script,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

const chat = { model: 'gpt-test', messages: [{ role: 'user', content: 'hello' }] };

describe('what is stored', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  const start = async (script: Script, settings: Parameters<typeof runCore>[0] = {}): Promise<void> => {
    upstream = await startUpstream(script);
    semcache = await runCore({
      ...settings,
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
  };
  const ask = (more: Record<string, unknown> = {}): Promise<RawResponse> =>
    postJson(`${semcache.url}/v1/chat/completions`, { ...chat, ...more });
  const recorded = async (): Promise<RecordReason> => {
    const page = await pollUntil(async () => {
      const list = await semcache.ask('traffic.list', {});
      return list.total > 0 && list;
    });
    return page.items[0]!.recorded;
  };

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  const chunks = chatChunks(['one ', 'two']);
  const cases: [string, RecordReason, Script, Record<string, unknown>?][] = [
    [
      'an error object inside status 200',
      'error_in_body',
      (_, response) => sendJson(response, { error: { message: 'no' } }),
    ],
    [
      'a refusal by filter',
      'unnatural_finish',
      (_, response) =>
        sendJson(
          response,
          chatCompletion('', {
            choices: [{ index: 0, message: { role: 'assistant', content: '' }, finish_reason: 'content_filter' }],
          }),
        ),
    ],
    [
      'an answer cut by length',
      'unnatural_finish',
      (_, response) =>
        sendJson(
          response,
          chatCompletion('', {
            choices: [{ index: 0, message: { role: 'assistant', content: 'a' }, finish_reason: 'length' }],
          }),
        ),
    ],
    [
      'a page of HTML',
      'unexpected_content_type',
      (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    ],
    [
      'JSON that is none',
      'not_parseable',
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":'),
    ],
    ['another status than 200', 'status_not_ok', (_, response) => sendJson(response, chatCompletion('x'), 201)],
    [
      'a stream without its end',
      'truncated',
      (_, response) => void sendSse(response, chunks.slice(0, -2)),
      { stream: true },
    ],
    [
      'a stream without [DONE]',
      'truncated',
      (_, response) => void sendSse(response, chunks.slice(0, -1)),
      { stream: true },
    ],
    [
      'an error event in a stream',
      'error_in_body',
      (_, response) => void sendSse(response, [...chunks.slice(0, 2), 'data: {"error":{"message":"overloaded"}}\n\n']),
      { stream: true },
    ],
  ];

  test.each(cases)('not %s', async (_, reason, script, more) => {
    await start(script);
    await ask(more);
    expect(await recorded()).toBe(reason);
    const second = await ask(more);
    expect(second.headers['x-cache-status']).toBe('miss');
    expect(upstream.seen).toHaveLength(2);
    expect((await semcache.ask('status.get', {})).store.entries).toBe(0);
  });

  test('not an answer whose connection breaks, and the client is told by a broken connection', async () => {
    await start((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunks[0]);
      setImmediate(() => response.destroy());
    });
    await expect(ask({ stream: true })).rejects.toThrow(/aborted|hang up|terminated/);
    expect(await recorded()).toBe('upstream_failed');
  });

  test('an answer whose client closes at the end marker, which many do, is whole and stored', async () => {
    await start((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // The connection stays open: the end marker is all the client waits for.
      response.write(chunks.join(''));
    });
    const outgoing = httpRequest(`${semcache.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    outgoing.on('error', () => undefined);
    outgoing.on('response', (response) => {
      let text = '';
      response.on('error', () => undefined);
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('[DONE]')) outgoing.destroy();
      });
    });
    outgoing.end(JSON.stringify({ ...chat, stream: true }));
    expect(await recorded()).toBe('stored');
    expect((await ask({ stream: true })).body.toString()).toBe(chunks.join(''));
  });

  test('not an answer over the size limit, which still arrives whole', async () => {
    await start((_, response) => sendJson(response, chatCompletion('y'.repeat(50_000))), {
      cache: { maxEntryBytes: 10_000 },
    });
    const answer = await ask();
    expect(JSON.parse(answer.body.toString())).toEqual(chatCompletion('y'.repeat(50_000)));
    expect(await recorded()).toBe('answer_too_large');
  });

  test('a compressed answer is stored decoded and replayed plain', async () => {
    await start((_, response) => {
      const body = gzipSync(JSON.stringify(chatCompletion('packed')));
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': body.length,
      });
      response.end(body);
    });
    const first = await ask();
    const second = await ask();
    expect(first.headers['content-encoding']).toBe('gzip');
    expect(second.headers['content-encoding']).toBeUndefined();
    expect(JSON.parse(second.body.toString())).toEqual(chatCompletion('packed'));
  });

  test('a stream hit is the recorded bytes; asked without usage, a recording with usage loses that chunk only', async () => {
    const withUsage = chatChunks(['a', 'b'], { usage: true });
    await start((_, response) => void sendSse(response, withUsage));
    const asked = { stream: true, stream_options: { include_usage: true } };
    const first = await ask(asked);
    const second = await ask(asked);
    const plain = await ask({ stream: true });
    expect(second.headers['x-cache-status']).toBe('hit');
    expect(second.body.equals(first.body)).toBe(true);
    expect(plain.body.toString()).toBe(chatChunks(['a', 'b']).join(''));
  });

  test('an answer older than its time to live is fetched again', async () => {
    await start((_, response) => sendJson(response, chatCompletion('fresh')), { cache: { ttlMs: 60_000 } });
    await ask();
    semcache.clock.advance(30_000);
    const young = await ask();
    semcache.clock.advance(40_000);
    const old = await ask();
    expect([young.headers['x-cache-status'], young.headers['age']]).toEqual(['hit', '30']);
    expect([old.headers['x-cache-status'], old.headers['x-cache-reason']]).toEqual(['miss', 'expired']);
  });

  test('a store that fails costs a hit and is counted, never a request', async () => {
    await start((_, response) => sendJson(response, chatCompletion('served anyway')));
    await ask();
    const { DatabaseSync } = await import('node:sqlite');
    const other = new DatabaseSync(`${semcache.dataDir}/semcache.sqlite`);
    other.exec('BEGIN IMMEDIATE');
    const answer = await ask({ temperature: 0.5 });
    expect(JSON.parse(answer.body.toString())).toEqual(chatCompletion('served anyway'));
    await pollUntil(async () => {
      const answer = await semcache.core.call('status.get', {});
      return answer.ok && Object.keys((answer.value as { failures: object }).failures).length > 0;
    });
    other.exec('ROLLBACK');
    other.close();
    const status = await semcache.ask('status.get', {});
    expect(Object.values(status.failures).some((count) => count > 0)).toBe(true);
  });
});
