import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson } from '../support/raw-http.ts';
import {
  chatChunks,
  chatCompletion,
  sendJson,
  sendSse,
  startUpstream,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

const question = (content: string, stream = false) => ({
  model: 'gpt-test',
  stream,
  messages: [{ role: 'user' as const, content }],
});

describe('cassettes', () => {
  let upstream: ScriptedUpstream;
  let recorder: RunningCore;
  const instances: RunningCore[] = [];
  const start = async (...args: Parameters<typeof runCore>): Promise<RunningCore> => {
    const core = await runCore(...args);
    instances.push(core);
    return core;
  };
  const settings = () => ({
    proxy: { defaultUpstream: 'here' },
    upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
  });

  beforeEach(async () => {
    upstream = await startUpstream((request, response) => {
      const { stream } = JSON.parse(request.body.toString()) as { stream?: boolean };
      if (stream === true) void sendSse(response, chatChunks(['Grüße ', '👋🏽']));
      else sendJson(response, chatCompletion('Hello'));
    });
    recorder = await start(settings());
  });
  afterEach(async () => {
    for (const core of instances.splice(0)) await core.stop();
    await upstream.close();
  });

  const ask = (
    core: RunningCore,
    body: object,
    headers: Record<string, string> = {},
    path = '/p/shop/v1/chat/completions',
  ) => postJson(`${core.url}${path}`, body, headers);
  const record = async (): Promise<void> => {
    await ask(recorder, question('one'), { authorization: 'Bearer sk-recorder-secret-000000' });
    await ask(recorder, question('two', true), {
      authorization: 'Bearer sk-recorder-secret-000000',
      'openai-organization': 'org-1',
    });
    await ask(recorder, question('elsewhere'), {}, '/p/other/v1/chat/completions');
  };
  const cassette = async (core = recorder): Promise<string> => {
    const { lines } = await core.ask('cassette.export', { filter: { project: ['shop'] } });
    return `${lines.join('\n')}\n`;
  };

  test('hold one project, readable, in a stable order, and no credential', async () => {
    await record();
    const text = await cassette();
    const [header, ...entries] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(header).toEqual({ semcache: 'cassette', version: 1 });
    expect(new Set(entries.map(({ prompt }) => prompt))).toEqual(new Set(['one', 'two']));
    expect(text).not.toMatch(/sk-recorder|credential|org-1/);
    expect(text).toContain('Grüße ');
    expect(await cassette()).toBe(text);
  });

  test('round trip: exported, imported elsewhere and exported again, it is the same text', async () => {
    await record();
    const text = await cassette();
    const other = await start(settings());
    expect(await other.ask('cassette.import', { text })).toEqual({ imported: 2, rejected: [] });
    expect(await cassette(other)).toBe(text);
  });

  test('imported answers serve byte for byte, whoever asks, in their project only', async () => {
    await record();
    const text = await cassette();
    const original = await ask(recorder, question('two', true), {
      authorization: 'Bearer sk-recorder-secret-000000',
      'openai-organization': 'org-1',
    });
    const other = await start(settings());
    await other.ask('cassette.import', { text });
    const calls = upstream.seen.length;
    for (const headers of [{}, { authorization: 'Bearer sk-somebody-else-entirely-1' }]) {
      const replay = await ask(other, question('two', true), headers);
      expect(replay.headers['x-cache-status']).toBe('hit');
      expect(replay.body.equals(original.body)).toBe(true);
    }
    expect(upstream.seen.length).toBe(calls);
    const elsewhere = await ask(other, question('one'), {}, '/v1/chat/completions');
    expect(elsewhere.headers['x-cache-status']).toBe('miss');
  });

  test('a job without keys and without a network runs on the file alone', async () => {
    await record();
    const text = await cassette();
    await upstream.close();
    const job = await start(settings(), { cassette: text, mode: 'replay-only' });
    const client = new OpenAI({ baseURL: `${job.url}/v1`, apiKey: 'none', maxRetries: 0 });
    const answer = await client.chat.completions.create({ ...question('one'), stream: false });
    expect(answer.choices[0]?.message.content).toBe('Hello');
    const stream = client.chat.completions.stream({ ...question('two'), stream: true });
    expect((await stream.finalChatCompletion()).choices[0]?.message.content).toBe('Grüße 👋🏽');
    await expect(client.chat.completions.create(question('one more'))).rejects.toMatchObject({
      status: 504,
      code: 'not_in_cache',
      message: expect.stringMatching(/The nearest is cassette_[0-9a-f]{16} "one"\./) as string,
    });
    expect((await job.ask('status.get', {})).store.entries).toBe(0);
  });

  test.each<[string, (entry: Record<string, unknown>) => void, RegExp]>([
    [
      'an answer without its end',
      (entry) => ((entry['response'] as { body: string }).body = '{"choices":'),
      /not complete/,
    ],
    ['a changed request', (entry) => (entry['request'] = JSON.stringify(question('changed'))), /another identity/],
    ['a changed key', (entry) => (entry['key'] = 'f'.repeat(64)), /another identity/],
    ['an unknown wire format', (entry) => (entry['dialect'] = 'telegraph'), /no wire format/],
    ['a member too few', (entry) => delete entry['path'], /not an entry/],
  ])('%s is rejected with its line, and the rest is imported', async (_, damage, reason) => {
    await record();
    const [header = '', ...lines] = (await cassette()).trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    damage(entries.find(({ prompt }) => prompt === 'one')!);
    const text = [header, ...entries.map((entry) => JSON.stringify(entry))].join('\n');
    const other = await start(settings());
    const result = await other.ask('cassette.import', { text });
    expect(result).toMatchObject({ imported: 1, rejected: [{ reason: expect.stringMatching(reason) }] });
    expect((await other.ask('entries.list', {})).total).toBe(1);
    await expect(start(settings(), { cassette: text })).rejects.toMatchObject({ code: 'cassette_invalid' });
  });

  test('a file that is no cassette is refused, and a dry run stores nothing', async () => {
    await record();
    await expect(recorder.ask('cassette.import', { text: '{"log":{}}' })).rejects.toThrow(/cassette_invalid/);
    const other = await start(settings());
    expect(await other.ask('cassette.import', { text: await cassette(), dryRun: true })).toEqual({
      imported: 2,
      rejected: [],
    });
    expect((await other.ask('entries.list', {})).total).toBe(0);
  });

  test('texts that look like credentials are pointed out', async () => {
    await ask(recorder, question(`my key is sk-${'a1B2'.repeat(8)}`));
    const page = await recorder.ask('cassette.export', {});
    expect(page.warnings).toEqual([expect.stringMatching(/looks like a credential/)]);
  });

  test('large ones come in pages', async () => {
    for (let index = 0; index < 7; index += 1) await ask(recorder, question(`question ${String(index)}`));
    const lines: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof recorder.ask<'cassette.export'>>> = await recorder.ask('cassette.export', {
        cursor,
        limit: 3,
      });
      expect(page.total).toBe(7);
      lines.push(...page.lines);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(lines).toHaveLength(8);
    expect(new Set(lines).size).toBe(8);
  });

  test.each([
    ['two headers', 'application/json\r\nx-injected: 1'],
    ['no header', 'application/json \u4e2d'],
    ['another form than the answer', 'text/event-stream'],
    ['a page', 'text/html'],
  ])('a content type that would be %s is refused', async (_, contentType) => {
    await record();
    const [header = '', first = ''] = (await cassette()).split('\n');
    const entry = JSON.parse(first) as { response: { mode: string; contentType: string } };
    entry.response.contentType =
      entry.response.mode === 'sse' && contentType === 'text/event-stream' ? 'application/json' : contentType;
    const imported = await recorder.ask('cassette.import', { text: [header, JSON.stringify(entry)].join('\n') });
    expect(imported).toMatchObject({ imported: 0, rejected: [{ line: 2 }] });
  });
});
