import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { rawRequest, type RawResponse } from '../support/raw-http.ts';

let semcache: RunningCore;

beforeAll(async () => {
  semcache = await runCore(
    { matching: { level: 'balanced' } },
    { modelsDir: join(import.meta.dirname, '..', '..', 'models') },
  );
  await semcache.core.settled();
});

afterAll(() => semcache.stop());

const send = (
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<RawResponse> =>
  rawRequest(`${semcache.url}/semcache/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test('a value comes back as plain text for its key and for one of the same meaning', async () => {
  expect((await send('POST', 'get', { key: 'How do I rename a git branch?' })).status).toBe(404);
  const stored = await send('PUT', 'put', { key: 'How do I rename a git branch?', data: 'git branch -m néw' });
  expect([stored.status, stored.body.length]).toEqual([200, 0]);
  await semcache.core.settled();
  const exact = await send('POST', 'get', { key: 'How do I rename a git branch?' });
  const similar = await send('POST', 'get', { key: 'How can I rename a git branch?' });
  expect([exact.status, exact.body.toString(), exact.headers['content-type'], exact.headers['x-cache-match']]).toEqual([
    200,
    'git branch -m néw',
    'text/plain; charset=utf-8',
    'exact',
  ]);
  expect([similar.status, similar.body.toString(), similar.headers['x-cache-match']]).toEqual([
    200,
    'git branch -m néw',
    'semantic',
  ]);
  expect((await send('POST', 'get', { key: 'How do I delete a git branch?' })).status).toBe(404);
});

test('storing under a near key changes nothing under the other; under the same key it replaces', async () => {
  await send('PUT', 'put', { key: 'capital of France', data: 'Paris' });
  await semcache.core.settled();
  await send('PUT', 'put', { key: 'capital of france', data: 'PARIS' });
  await send('PUT', 'put', { key: 'capital of France', data: 'Paris.' });
  expect((await send('POST', 'get', { key: 'capital of France' })).body.toString()).toBe('Paris.');
  expect((await send('POST', 'get', { key: 'capital of france' })).body.toString()).toBe('PARIS');
});

test('another credential or namespace has values of its own', async () => {
  await send('PUT', 'put', { key: 'secret plan', data: 'mine' }, { authorization: 'Bearer a' });
  expect((await send('POST', 'get', { key: 'secret plan' }, { authorization: 'Bearer b' })).status).toBe(404);
  expect(
    (await send('POST', 'get', { key: 'secret plan' }, { authorization: 'Bearer a', 'x-semcache-namespace': 'n' }))
      .status,
  ).toBe(404);
  expect((await send('POST', 'get', { key: 'secret plan' }, { authorization: 'Bearer a' })).body.toString()).toBe(
    'mine',
  );
});

test.each([
  ['POST', 'get', '{'],
  ['POST', 'get', {}],
  ['PUT', 'put', { key: 'k' }],
  ['PUT', 'put', { key: '', data: 'd' }],
  ['PUT', 'put', { key: 'k', data: 5 }],
])('%s %s with %j is a clear error', async (method, path, body) => {
  const answer = await send(method, path, body);
  expect([answer.status, JSON.parse(answer.body.toString())]).toMatchObject([
    400,
    { error: { code: 'invalid_params' } },
  ]);
});
