import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { testKeyStore } from '../support/key-store.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const key = 'sk-proj-0123456789abcdefWXYZ';

let upstream: ScriptedUpstream;
let semcache: RunningCore;

beforeEach(async () => {
  let serial = 0;
  upstream = await startUpstream((_, response) => {
    serial += 1;
    sendJson(response, chatCompletion(`answer ${serial}`));
  });
  semcache = await runCore(
    { proxy: { defaultUpstream: 'here' }, upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }] },
    { secretBox: testKeyStore() },
  );
});
afterEach(async () => {
  await semcache.stop();
  await upstream.close();
});

const ask = (headers: Record<string, string> = {}, content = 'hello'): Promise<RawResponse> =>
  postJson(
    `${semcache.url}/v1/chat/completions`,
    { model: 'gpt-test', messages: [{ role: 'user', content }] },
    headers,
  );
const settled = async (answer: Promise<RawResponse>): Promise<RawResponse> => {
  const result = await answer;
  await semcache.core.settled();
  return result;
};
const sent = (name: string) => upstream.seen.map(({ headers }) => headers[name]);
const setKey = (value: string | null) => semcache.ask('upstreams.setKey', { name: 'here', key: value });

test('a request without a key goes upstream with the owner’s; one with a key of its own keeps it', async () => {
  await setKey(key);
  await settled(ask());
  await settled(ask({ authorization: 'Bearer sk-of-the-client' }));
  expect(sent('authorization')).toEqual([`Bearer ${key}`, 'Bearer sk-of-the-client']);
});

test.each(['Bearer semcache', 'semcache', 'Bearer', 'bearer SEMCACHE'])('%s stands for it', async (placeholder) => {
  await setKey(key);
  await settled(ask({ authorization: placeholder, 'x-api-key': 'semcache' }));
  expect([sent('authorization'), sent('x-api-key')]).toEqual([[`Bearer ${key}`], [undefined]]);
});

test('answers got with the key are the key’s: who brings the same one shares them, who brings another does not', async () => {
  await setKey(key);
  await settled(ask());
  const statuses = [];
  for (const headers of [{}, { authorization: `Bearer ${key}` }, { authorization: 'Bearer another-key-altogether' }]) {
    statuses.push((await settled(ask(headers))).headers['x-cache-status']);
  }
  expect(statuses).toEqual(['hit', 'hit', 'miss']);
});

test('a request that repeats itself is another one after the key was changed or taken away', async () => {
  const statuses: unknown[] = [];
  const round = async (): Promise<void> => {
    statuses.push((await settled(ask())).headers['x-cache-status'], (await settled(ask())).headers['x-cache-status']);
  };
  await round();
  await setKey(key);
  await round();
  await setKey(`${key}-2`);
  await round();
  await setKey(null);
  statuses.push((await settled(ask())).headers['x-cache-status']);
  expect(statuses).toEqual(['miss', 'hit', 'miss', 'hit', 'miss', 'hit', 'hit']);
  expect(sent('authorization')).toEqual([undefined, `Bearer ${key}`, `Bearer ${key}-2`]);
});

describe('the key goes to its upstream alone', () => {
  test('not to an address that a header names, even under the same name', async () => {
    await setKey(key);
    const elsewhere = await startUpstream((_, response) => sendJson(response, chatCompletion('elsewhere')));
    await settled(ask({ 'x-llm-proxy-upstream': `${elsewhere.url}/v1/chat/completions` }));
    await settled(ask({ 'x-llm-proxy-host': elsewhere.url }, 'another'));
    expect(elsewhere.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    await elsewhere.close();
  });

  test('not to another address that the upstream is given', async () => {
    await setKey(key);
    const elsewhere = await startUpstream((_, response) => sendJson(response, chatCompletion('elsewhere')));
    const { items } = await semcache.ask('upstreams.set', { name: 'here', baseUrl: `${elsewhere.url}/v1` });
    expect(items.find(({ name }) => name === 'here')?.keyLast4).toBe(null);
    await settled(ask());
    expect(elsewhere.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    await elsewhere.close();
  });
});

test('Anthropic’s wire format has its own header', async () => {
  await setKey(key);
  await postJson(
    `${semcache.url}/u/here/v1/messages`,
    { model: 'claude', max_tokens: 5, messages: [] },
    {
      authorization: 'Bearer semcache',
      'anthropic-version': '2023-06-01',
    },
  );
  expect([sent('x-api-key'), sent('authorization')]).toEqual([[key], [undefined]]);
});

test('what passes through uncached gets it too', async () => {
  await setKey(key);
  await fetch(`${semcache.url}/v1/models`);
  expect(sent('authorization')).toEqual([`Bearer ${key}`]);
});

describe('the operation', () => {
  test('shows the end of the key and never the key', async () => {
    const { items } = await setKey(key);
    expect(items.find(({ name }) => name === 'here')).toMatchObject({ keyLast4: 'WXYZ' });
    expect(items.filter(({ keyLast4 }) => keyLast4 !== null)).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain(key);
  });

  test.each([
    ['nowhere', key, 'not_found'],
    ['here', 'two words', 'invalid_params'],
    ['here', 'line\r\nbreak', 'invalid_params'],
    ['here', '', 'invalid_params'],
  ])('refuses %s %j', async (name, value, code) => {
    const answer = await semcache.core.call('upstreams.setKey', { name, key: value });
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(answer)).not.toContain(key);
  });

  test('refuses every key where there is no key store, and says so', async () => {
    const headless = await runCore();
    expect(await headless.core.call('upstreams.setKey', { name: 'openai', key })).toMatchObject({
      ok: false,
      error: { code: 'key_store_unavailable', message: expect.stringContaining('no key store') as unknown },
    });
    await headless.stop();
  });
});

test('the key is nowhere: no file, no log line, no operation, no metric', async () => {
  await setKey(key);
  await settled(ask());
  await settled(ask());
  await fetch(`${semcache.url}/v1/models`);
  const { items } = await semcache.ask('traffic.list', {});
  const said = await Promise.all([
    ...items.flatMap(({ id }) => [
      semcache.core.call('traffic.get', { id }),
      semcache.core.call('explain.request', { id }),
    ]),
    ...(['status.get', 'settings.get', 'upstreams.list', 'entries.list', 'diagnostics.get'] as const).map((name) =>
      semcache.core.call(name, {}),
    ),
    fetch(`${semcache.url}/metrics`).then((response) => response.text()),
  ]);
  expect(said.every((answer) => typeof answer === 'string' || answer.ok)).toBe(true);

  const files = globSync('**/*', { cwd: semcache.dataDir })
    .map((path) => join(semcache.dataDir, path))
    .filter((path) => statSync(path).isFile());
  expect(files.some((path) => path.endsWith('keys.json'))).toBe(true);
  const hidden = [key, Buffer.from(key).toString('base64').replace(/=+$/, ''), Buffer.from(key).toString('hex')];
  const found = hidden.flatMap((secret) => [
    ...files.filter((path) => readFileSync(path).includes(secret)),
    ...(JSON.stringify(said).includes(secret) ? ['an operation'] : []),
    ...(JSON.stringify(semcache.host.events).includes(secret) ? ['the log'] : []),
  ]);
  expect(found).toEqual([]);
});
