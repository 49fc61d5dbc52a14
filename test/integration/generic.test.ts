import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import {
  chatCompletion,
  sendJson,
  sendSse,
  startUpstream,
  type Script,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

const modelsDir = join(import.meta.dirname, '..', '..', 'models');
const route = '/semcache/v1/chat/completions';
const errorOf = ({ body }: RawResponse): unknown => (JSON.parse(body.toString()) as { error: unknown }).error;
const statusOf = ({ headers }: RawResponse): unknown => headers['x-cache-status'];

describe('any format: the generic route and X-LLM-Prompt', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let script: Script;

  const headersTo = (path: string, prompt = '$.inputs'): Record<string, string> => ({
    'x-llm-proxy-upstream': `${upstream.url}${path}`,
    'x-llm-prompt': prompt,
  });
  const post = (path: string, body: unknown, headers: Record<string, string>): Promise<RawResponse> =>
    postJson(`${semcache.url}${path}`, body, headers);
  const twice = async (path: string, body: unknown, headers: Record<string, string>): Promise<unknown[]> => [
    statusOf(await post(path, body, headers)),
    statusOf(await post(path, body, headers)),
  ];
  const recorded = async (): Promise<unknown> => (await semcache.ask('traffic.list', { limit: 1 })).items[0]?.recorded;

  beforeEach(async () => {
    script = (_request, response) => sendJson(response, { generated_text: 'Rayleigh.' });
    upstream = await startUpstream((request, response, raw) => script(request, response, raw));
    semcache = await runCore();
  });

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test.each<[Record<string, string>, string]>([
    [{ 'x-llm-prompt': '$.inputs' }, 'X-LLM-Proxy-Upstream'],
    [{ 'x-llm-proxy-upstream': 'http://127.0.0.1:9/x' }, 'X-LLM-Prompt'],
    [{}, 'X-LLM-Proxy-Upstream'],
  ])('the route says which header is missing: %j', async (headers, missing) => {
    const answer = await post(route, { inputs: 'Why?' }, headers);
    expect([answer.status, answer.headers['x-cache-reason']]).toEqual([400, 'header_missing']);
    expect(errorOf(answer)).toEqual({
      message: `${route} needs the header ${missing}.`,
      type: 'semcache_error',
      code: 'header_missing',
    });
    expect(upstream.seen).toHaveLength(0);
  });

  test('the route keeps the query, removes its headers and answers again from the store, in both spellings', async () => {
    const { 'x-llm-prompt': path, ...others } = headersTo('/models/bloom?wait=1', '$.inputs');
    const bodies = [{ inputs: 'Why?' }, { inputs: 'Why?', parameters: { top_k: 5 } }];
    expect(await twice(`${route}?x=2`, bodies[0], { ...others, 'x-llm-prompt': path ?? '' })).toEqual(['miss', 'hit']);
    expect(await twice(`${route}?x=2`, bodies[1], { ...others, 'x-llm-proxy-prompt': path ?? '' })).toEqual([
      'miss',
      'hit',
    ]);
    expect(statusOf(await post(`${route}?x=3`, bodies[0], { ...others, 'x-llm-prompt': path ?? '' }))).toBe('miss');
    expect(upstream.seen.map(({ url }) => url)).toEqual([
      '/models/bloom?wait=1&x=2',
      '/models/bloom?wait=1&x=2',
      '/models/bloom?wait=1&x=3',
    ]);
    for (const { headers } of upstream.seen) {
      expect(Object.keys(headers).filter((name) => /llm-pro|semcache/.test(name))).toEqual([]);
    }
  });

  test('the route completes a bare origin with the path behind its prefix', async () => {
    script = (_request, response) => sendJson(response, chatCompletion('Hello.'));
    const body = { model: 'm', messages: [{ role: 'user', content: 'Hello?' }] };
    expect(await twice(route, body, headersTo('', '$.messages[-1].content'))).toEqual(['miss', 'hit']);
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/v1/chat/completions']);
  });

  test('the upstream’s path says which format it is, and that format’s own rules hold', async () => {
    script = (_request, response) => {
      const choice = { index: 0, message: { role: 'assistant', content: 'Hal' }, finish_reason: 'length' };
      sendJson(response, chatCompletion('', { choices: [choice] }));
    };
    const body = { model: 'm', messages: [{ role: 'user', content: 'Hello?' }] };
    expect(await twice(route, body, headersTo('/v1/chat/completions', '$.messages[-1].content'))).toEqual([
      'miss',
      'miss',
    ]);
    expect(await recorded()).toBe('unnatural_finish');
  });

  test('any other path is cached too when the header is there, and only then', async () => {
    expect(await twice('/v7/complete', { inputs: 'Why?' }, headersTo('/v7/complete'))).toEqual(['miss', 'hit']);
    const { 'x-llm-prompt': _prompt, ...without } = headersTo('/v7/complete');
    expect(await twice('/v7/complete', { inputs: 'Why?' }, without)).toEqual(['bypass', 'bypass']);
  });

  test.each([
    ['no JSONPath', 'inputs', {}],
    ['a costly one', '$..*..*', {}],
    ['no JSONPath, for a known format', 'messages', { model: 'm', messages: [{ role: 'user', content: 'x' }] }],
  ])('%s is refused', async (_name, prompt, body) => {
    const answer = await post('/v1/chat/completions', body, headersTo('/x', prompt));
    expect([answer.status, answer.headers['x-cache-reason']]).toEqual([400, 'header_invalid']);
    expect(errorOf(answer)).toMatchObject({
      code: 'header_invalid',
      message: expect.stringContaining('X-LLM-Prompt') as string,
    });
    expect(upstream.seen).toHaveLength(0);
  });

  test('a body, path, query, credential or accepted form of its own is another request', async () => {
    const base = { inputs: 'Why?', stream: false };
    const ask = async (body: object, path: string, more: Record<string, string> = {}): Promise<unknown> =>
      statusOf(await post(route, body, { ...headersTo(path), ...more }));
    expect(await ask(base, '/a')).toBe('miss');
    expect(await ask({ ...base, stream: true }, '/a')).toBe('miss');
    expect(await ask({ ...base, extra: 1 }, '/a')).toBe('miss');
    expect(await ask(base, '/b')).toBe('miss');
    expect(await ask(base, '/a?v=2')).toBe('miss');
    expect(await ask(base, '/a', { authorization: 'Bearer other' })).toBe('miss');
    expect(await ask(base, '/a', { accept: 'text/event-stream' })).toBe('miss');
    expect(await ask(base, '/a')).toBe('hit');
  });

  test.each<[string, Script, string]>([
    ['an error under status 200', (_request, response) => sendJson(response, { error: 'overloaded' }), 'error_in_body'],
    ['something queued', (_request, response) => sendJson(response, { id: 'a', status: 'queued' }), 'unnatural_finish'],
    ['another status', (_request, response) => sendJson(response, { id: 'a' }, 202), 'status_not_ok'],
    [
      'broken JSON',
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'),
      'not_parseable',
    ],
    [
      'text',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('Hello.'),
      'unexpected_content_type',
    ],
    ['a stream without [DONE]', (_request, response) => sendSse(response, ['data: {"text":"Ray"}\n\n']), 'truncated'],
  ])('not stored: %s', async (_name, answer, reason) => {
    script = answer;
    expect(await twice(route, { inputs: 'Why?' }, headersTo('/a'))).toEqual(['miss', 'miss']);
    expect(await recorded()).toBe(reason);
  });

  test('a stream that ends with [DONE] is replayed byte for byte', async () => {
    script = (_request, response) =>
      sendSse(response, ['data: {"text":"Ray"}\n\n', 'data: {"text":"leigh"}\n\n', 'data: [DONE]\n\n']);
    const ask = () => post(route, { inputs: 'Why?', stream: true }, headersTo('/a'));
    const [first, second] = [await ask(), await ask()];
    expect([first, second].map(statusOf)).toEqual(['miss', 'hit']);
    expect(second.body.equals(first.body)).toBe(true);
    expect(second.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  });
});

describe('any format by meaning, with the shipped models', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  const ask = (body: object, prompt: string): Promise<RawResponse> =>
    postJson(`${semcache.url}${route}`, body, {
      'x-llm-proxy-upstream': `${upstream.url}/models/bloom`,
      'x-llm-prompt': prompt,
    });

  beforeAll(async () => {
    let serial = 0;
    upstream = await startUpstream((_request, response) => {
      serial += 1;
      sendJson(response, { generated_text: `answer ${String(serial)}` });
    });
    semcache = await runCore({ matching: { level: 'balanced' } }, { modelsDir });
    await semcache.core.settled();
  });

  afterAll(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test('a paraphrase of the named text is served, another parameter or no named text is not', async () => {
    const body = (inputs: string, more: object = {}): object => ({ inputs, parameters: { top_k: 5 }, ...more });
    const stored = await ask(body('How do I reset my password?'), '$.inputs');
    await semcache.core.settled();
    const other = 'How can I reset my password?';
    const hit = await ask(body(other), '$.inputs');
    expect([hit.headers['x-cache-match'], hit.body.toString()]).toEqual(['semantic', stored.body.toString()]);
    expect(statusOf(await ask(body(other, { parameters: { top_k: 6 } }), '$.inputs'))).toBe('miss');
    expect(statusOf(await ask(body(other, { seed: 1 }), '$.inputs'))).toBe('miss');
    const unnamed = await ask(body(other), '$.prompt');
    expect([statusOf(unnamed), unnamed.headers['x-cache-reason']]).toEqual(['miss', 'not_found']);
  });
});
