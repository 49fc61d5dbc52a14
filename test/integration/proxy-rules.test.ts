import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, rawRequest } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const chat = { model: 'gpt-test', messages: [{ role: 'user', content: 'hello' }] };

describe('who may ask and where it goes', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  const explicit = (path = '/v1/chat/completions'): Record<string, string> => ({
    'x-llm-proxy-upstream': `${upstream.url}${path}`,
  });

  beforeAll(async () => {
    upstream = await startUpstream((request, response) => {
      if (request.url.startsWith('/v1/chat/completions')) sendJson(response, chatCompletion('hi'));
      else sendJson(response, { path: request.url });
    });
    semcache = await runCore({
      upstreams: [{ name: 'own', baseUrl: `${upstream.url}/base/v1` }],
      proxy: { allowedOrigins: ['app://obsidian.md'] },
    });
  });

  afterAll(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test.each([
    ['a re-bound web page', { host: 'evil.example' }, 403, 'host_not_allowed'],
    ['a web page of another origin', { origin: 'https://evil.example' }, 403, 'origin_not_allowed'],
    ['a sandboxed page', { origin: 'null' }, 403, 'origin_not_allowed'],
    ['a cross-site image', { 'sec-fetch-site': 'cross-site' }, 403, 'origin_not_allowed'],
    ['X-LLM-Proxy-Host of a stranger', { 'x-llm-proxy-host': 'https://evil.example' }, 403, 'host_not_allowed'],
    ['an upstream that is no URL', { 'x-llm-proxy-upstream': 'api.openai.com' }, 400, 'upstream_header_invalid'],
    ['an upstream of another scheme', { 'x-llm-proxy-upstream': 'file:///etc/passwd' }, 400, 'upstream_header_invalid'],
    [
      'an upstream with credentials',
      { 'x-llm-proxy-upstream': 'https://a:b@api.openai.com/v1' },
      400,
      'upstream_header_invalid',
    ],
    ['a namespace that is no name', { 'x-semcache-namespace': 'a b' }, 400, 'header_invalid'],
  ])('%s is refused', async (_, headers, status, code) => {
    const before = upstream.seen.length;
    const base: Record<string, string> =
      'x-llm-proxy-upstream' in headers || 'x-llm-proxy-host' in headers ? {} : explicit();
    const answer = await postJson(`${semcache.url}/v1/chat/completions`, chat, { ...base, ...headers });
    expect([answer.status, JSON.parse(answer.body.toString())]).toMatchObject([
      status,
      { error: { code, type: 'semcache_error' } },
    ]);
    expect(answer.headers['x-cache-reason']).toBe(code);
    expect(upstream.seen).toHaveLength(before);
  });

  test('a refused request is shown in the traffic log, under the id that its answer carries', async () => {
    const refused = await rawRequest(`${semcache.url}/v1/models`, { headers: { host: 'evil.example' } });
    const detail = await semcache.ask('traffic.get', { id: String(refused.headers['x-semcache-request']) });
    expect(detail).toMatchObject({ status: 403, errorCode: 'host_not_allowed', path: '/v1/models', upstream: '' });
  });

  test.each([
    ['a known provider as Host', { host: 'api.openai.com' }],
    ['the host of X-LLM-Proxy-Upstream as Host', {}],
    ['localhost with any port', { host: 'localhost:9' }],
    ['an origin that the owner allowed', { origin: 'app://obsidian.md' }],
  ])('%s is accepted', async (_, headers) => {
    const answer = await postJson(`${semcache.url}/v1/chat/completions`, chat, { ...explicit(), ...headers });
    expect(answer.status).toBe(200);
  });

  test.each([
    ['/u/own/chat/completions', '/base/v1/chat/completions'],
    ['/u/own/v1/files', '/base/v1/files'],
    ['/u/own//v1//v1/models?x=1', '/base/v1/models?x=1'],
    ['/p/team/u/own/models', '/base/v1/models'],
    ['/u/own/base/v1/models', '/base/v1/models'],
  ])('%s reaches %s', async (path, reached) => {
    await rawRequest(`${semcache.url}${path}`, { method: 'PUT' });
    expect(upstream.seen.at(-1)?.url).toBe(reached);
  });

  test('X-LLM-Proxy-Upstream names the exact URL, keeps the query, and decides the dialect when our path does not', async () => {
    const answer = await postJson(
      `${semcache.url}/anything?a=1`,
      { ...chat, model: 'by-upstream-path' },
      explicit('/v1/chat/completions?api-version=7'),
    );
    expect(upstream.seen.at(-1)?.url).toBe('/v1/chat/completions?api-version=7&a=1');
    expect(answer.headers['x-cache-status']).toBe('miss');
  });

  test('X-LLM-Proxy-Host replaces scheme and host and keeps the path', async () => {
    await postJson(`${semcache.url}/v1/moderations`, chat, { 'x-llm-proxy-host': upstream.url });
    expect(upstream.seen.at(-1)).toMatchObject({
      url: '/v1/moderations',
      headers: { host: `127.0.0.1:${upstream.port}` },
    });
  });

  test('unknown upstream and impossible project say so', async () => {
    const unknown = await postJson(`${semcache.url}/u/nobody/chat/completions`, chat);
    const project = await postJson(`${semcache.url}/p/a%20b/v1/chat/completions`, chat);
    expect([unknown.status, project.status]).toEqual([404, 400]);
    expect([unknown.headers['x-cache-reason'], project.headers['x-cache-reason']]).toEqual([
      'upstream_unknown',
      'project_invalid',
    ]);
  });

  test('this proxy as its own upstream is refused with 508, however it is spelled', async () => {
    const port = new URL(semcache.url).port;
    for (const host of ['127.0.0.1', 'localhost', '0.0.0.0', '127.9.9.9']) {
      const answer = await postJson(`${semcache.url}/v1/chat/completions`, chat, {
        'x-llm-proxy-upstream': `http://${host}:${port}/v1/chat/completions`,
      });
      expect([host, answer.status, answer.headers['x-cache-reason']]).toEqual([host, 508, 'upstream_is_self']);
    }
  });

  test('connection failures have exactly the shape that Semcache has', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const answer = await postJson(`${semcache.url}/v1/chat/completions`, chat, {
      'x-llm-proxy-upstream': `http://127.0.0.1:${port}/v1/chat/completions`,
    });
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toBe('{"error":"Failed to connect to upstream: Connection refused"}');
    expect(answer.headers['x-cache-reason']).toBe('upstream_unreachable');
  });

  test('a silent upstream is a time-out with status 504', async () => {
    const sockets: { destroy: () => void }[] = [];
    const silent = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const impatient = await runCore({ proxy: { responseTimeoutMs: 1000 } });
    const answer = await postJson(`${impatient.url}/v1/chat/completions`, chat, {
      'x-llm-proxy-upstream': `http://127.0.0.1:${port}/v1/chat/completions`,
    });
    expect([answer.status, answer.body.toString()]).toEqual([
      504,
      '{"error":"Failed to connect to upstream: Connection timeout"}',
    ]);
    await impatient.stop();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  test('a body over the limit is refused before and while it is sent', async () => {
    const strict = await runCore({ proxy: { maxRequestBytes: 2048 } });
    const big = 'x'.repeat(5000);
    const declared = await rawRequest(`${strict.url}/v1/files`, {
      method: 'POST',
      headers: explicit('/v1/files'),
      body: big,
    });
    const chunked = await rawRequest(`${strict.url}/v1/files`, {
      method: 'POST',
      headers: { ...explicit('/v1/files'), 'transfer-encoding': 'chunked' },
      body: big,
    });
    expect([declared.status, chunked.status]).toEqual([413, 413]);
    expect([declared.headers['x-cache-reason'], chunked.headers['x-cache-reason']]).toEqual([
      'request_too_large',
      'request_too_large',
    ]);
    await strict.stop();
  });

  test.each([
    ['invalid JSON', '{"model":', 'invalid_json'],
    ['repeated keys', '{"model":"a","model":"b","messages":[]}', 'ambiguous_json'],
    ['no messages', '{"model":"a"}', 'unsupported_body'],
    ['a live search', JSON.stringify({ ...chat, web_search_options: {} }), 'live_request'],
  ])('%s is the upstream’s to judge, and is not cached', async (_, body, reason) => {
    const before = upstream.seen.length;
    const first = await postJson(`${semcache.url}/v1/chat/completions`, body, explicit());
    const second = await postJson(`${semcache.url}/v1/chat/completions`, body, explicit());
    expect([first.status, second.status, second.headers['x-cache-status'], second.headers['x-cache-reason']]).toEqual([
      200,
      200,
      'bypass',
      reason,
    ]);
    expect(upstream.seen.slice(before).map((request) => request.body.toString())).toEqual([body, body]);
  });

  test('a request over the caching limit still reaches the upstream whole', async () => {
    const small = await runCore({ cache: { maxCacheableRequestBytes: 70_000 } });
    const body = JSON.stringify({ ...chat, messages: [{ role: 'user', content: 'x'.repeat(200_000) }] });
    const answer = await postJson(`${small.url}/v1/chat/completions`, body, explicit());
    expect(answer.headers['x-cache-reason']).toBe('request_too_large');
    expect(upstream.seen.at(-1)?.body.toString()).toBe(body);
    await small.stop();
  });
});
