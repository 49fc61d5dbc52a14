import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomeOf, startChatCore, type ChatCore } from '../support/chat-core.ts';
import { rawRequest } from '../support/raw-http.ts';

let here: ChatCore;

beforeAll(async () => {
  here = await startChatCore();
});

afterAll(() => here.stop());

const send = (text: string, headers: Record<string, string | string[]>, query = '') =>
  rawRequest(`${here.semcache.url}/v1/chat/completions${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'gpt-test', messages: [{ role: 'user', content: text }] }),
  });

test('a second Authorization, a cookie, or a gateway is another caller or another question', async () => {
  const requests: Record<string, string | string[]>[] = [
    { authorization: 'Bearer one' },
    { authorization: ['Bearer one', 'Bearer two'] },
    { authorization: 'Bearer one', cookie: 'session=1' },
    { authorization: 'Bearer one', 'x-portkey-provider': 'openai' },
    { authorization: 'Bearer one', 'x-portkey-provider': 'azure-openai' },
    { authorization: 'Bearer one', 'azureml-model-deployment': 'blue' },
  ];
  for (const headers of requests) expect(outcomeOf(await send('who?', headers))).toBe('miss not_found');
  for (const headers of requests) expect(outcomeOf(await send('who?', headers))).toBe('hit exact exact_match');
});

test('what gateways are told about a request, or a client about its try, keeps no answer from being found', async () => {
  await send('trace?', { 'x-portkey-trace-id': '1', 'helicone-session-id': 'a', 'idempotency-key': '1' });
  const again = await send('trace?', { 'x-portkey-trace-id': '2', 'helicone-session-id': 'b', 'idempotency-key': '2' });
  expect(outcomeOf(again)).toBe('hit exact exact_match');
});

test('a key in the query or in a gateway header is nowhere in plain text', async () => {
  const secrets = ['query-secret-4711', 'config-secret-4712'];
  await send('secret?', { 'x-portkey-config': `{"api_key":"${secrets[1]}"}` }, `?api_key=${secrets[0]}`);
  const cassette = await here.semcache.ask('cassette.export', { filter: {} });
  const entries = await here.semcache.ask('entries.list', {});
  const details = await Promise.all(entries.items.map(({ id }) => here.semcache.ask('entries.get', { id })));
  const told = JSON.stringify([cassette, details]);
  for (const secret of secrets) expect(told).not.toContain(secret);
});

test('cache-aside keys of other bytes are other keys', async () => {
  const body = (key: number[], more: string): Buffer =>
    Buffer.concat([Buffer.from('{"key":"caf'), Buffer.from(key), Buffer.from(`"${more}}`)]);
  const put = await rawRequest(`${here.semcache.url}/semcache/v1/put`, {
    method: 'PUT',
    body: body([0xe9], ',"data":"acute"'),
  });
  const get = await rawRequest(`${here.semcache.url}/semcache/v1/get`, { method: 'POST', body: body([0xe8], '') });
  expect([put.status, get.status]).toEqual([400, 400]);
});
