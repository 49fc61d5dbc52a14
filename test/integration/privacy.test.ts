import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations, type OperationName } from '../../src-core/contracts/operations.ts';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, rawRequest } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';
import { shippedModels } from '../support/model-hub.ts';

/** Long enough that four shown characters say nothing. */
const secret = (): string => randomBytes(24).toString('hex');
const secrets = {
  bearer: `sk-${secret()}`,
  apiKey: secret(),
  cookie: secret(),
  customToken: secret(),
  proxyPassword: secret(),
  query: secret(),
  userInfo: secret(),
  unreachableQuery: secret(),
  answerCookie: secret(),
};
const prompts = {
  stored: 'How do I reverse a list in Zanzipython?',
  asked: 'How can I reverse a list in Zanzipython?',
  notStored: 'Tell me a Quaggatale.',
  bypassed: 'Tell me an Aardvarktale.',
};
const answer = 'Okapianswer: call list.reverse() on it.';

/** Every form in which a secret could be recognised: itself (its last four characters may be shown), base64, plain hashes. */
const formsOf = (value: string): string[] => [
  ...[0, 8, 16, 24].map((at) => value.slice(at, at + 12)),
  Buffer.from(value).toString('base64').slice(0, 24),
  createHash('sha256').update(value).digest('hex').slice(0, 16),
  createHash('sha256').update(value).digest('base64url').slice(0, 16),
];

describe('a session with secrets, with the shipped models', { timeout: 60_000 }, () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let closedPort: number;

  const headers = {
    authorization: `Bearer ${secrets.bearer}`,
    'x-api-key': secrets.apiKey,
    cookie: `session=${secrets.cookie}`,
    'x-company-token': secrets.customToken,
    'proxy-authorization': `Basic ${Buffer.from(`me:${secrets.proxyPassword}`).toString('base64')}`,
  };
  const ask = async (text: string, more: Record<string, string> = {}, path = '/v1/chat/completions') => {
    const body = { model: 'gpt-test', messages: [{ role: 'user', content: text }] };
    const response = await postJson(`${semcache.url}${path}?key=${secrets.query}`, body, { ...headers, ...more });
    await semcache.core.settled();
    return response;
  };

  beforeAll(async () => {
    upstream = await startUpstream((_, response) => {
      response.setHeader('set-cookie', `id=${secrets.answerCookie}`);
      sendJson(response, chatCompletion(answer));
    });
    closedPort = await freePort();
    semcache = await runCore(
      {
        matching: { level: 'relaxed' },
        proxy: { defaultUpstream: 'here' },
        shadow: { share: 1 },
        upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
      },
      { modelsDir: shippedModels },
    );
    await semcache.core.settled();
    await ask(prompts.stored);
    await ask(prompts.stored);
    await ask(prompts.asked);
    await ask(prompts.notStored, { 'x-semcache-mode': 'no-store' });
    await ask(prompts.bypassed, { 'x-semcache-mode': 'bypass' });
    const target = upstream.url.replace('//', `//me:${secrets.userInfo}@`);
    await ask(prompts.bypassed, {
      'x-llm-proxy-upstream': `${target}/v1/chat/completions`,
      'x-semcache-mode': 'bypass',
    });
    const gone = `http://127.0.0.1:${String(closedPort)}/v1/chat/completions?key=${secrets.unreachableQuery}`;
    await ask('Is anyone there?', { 'x-llm-proxy-upstream': gone });
    await rawRequest(`${semcache.url}/v1/models?key=${secrets.query}`, { headers });
    await rawRequest(`${semcache.url}/no/such/${'x'.repeat(30)}?key=${secrets.query}`, { headers });
    await semcache.core.settled();
  });
  afterAll(async () => {
    await semcache.stop();
    await upstream.close();
  });

  /** The answer of every operation that only asks, about every entry and request there is. */
  const adminAnswers = async (): Promise<Map<string, string>> => {
    const { items: requests } = await semcache.ask('traffic.list', { limit: 100 });
    const { items: entries } = await semcache.ask('entries.list', { limit: 100 });
    const ids = [...requests, ...entries].map(({ id }) => id);
    const answers = new Map<string, string>();
    for (const name of Object.keys(operations) as OperationName[]) {
      if (operations[name].kind !== 'query') continue;
      const paramsList = [{}, { text: 'x', from: 0, to: 9e15 }, ...ids.map((id) => ({ id }))];
      for (const params of paramsList)
        answers.set(`${name} ${JSON.stringify(params)}`, JSON.stringify(await semcache.core.call(name, params)));
    }
    return answers;
  };
  const files = (): Map<string, Buffer> =>
    new Map(
      readdirSync(semcache.dataDir, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => [file.name, readFileSync(join(file.parentPath, file.name))]),
    );
  const holdersOf = (places: ReadonlyMap<string, string | Buffer>, words: readonly string[]): string[] =>
    [...places].flatMap(([place, content]) => (words.some((word) => content.includes(word)) ? [place] : []));

  test('the upstream was given every secret, so that they were really there', () => {
    const [first] = upstream.seen;
    expect(first!.headers).toMatchObject({ authorization: headers.authorization, 'x-api-key': secrets.apiKey });
    expect(first!.url).toContain(secrets.query);
  });

  test('the operations do tell of requests and entries, so that silence means something', async () => {
    const said = [...(await adminAnswers()).values()].join('\n');
    expect(said).toContain(`set (…${secrets.bearer.slice(-4)})`);
    expect(said).toContain(prompts.stored);
    expect(said).toContain(answer);
  });

  test.each(Object.entries(secrets))('%s is in no file, log line, metric, operation or export', async (_, value) => {
    const metrics = await rawRequest(`${semcache.url}/metrics`);
    const places = new Map<string, string | Buffer>([
      ...files(),
      ...(await adminAnswers()),
      ['metrics', metrics.body],
      ['log', JSON.stringify(semcache.host.events)],
    ]);
    expect(places.size).toBeGreaterThan(40);
    expect(holdersOf(places, formsOf(value))).toEqual([]);
  });

  test('prompts and answers are in the database and nowhere else; log lines, metrics and diagnostics have none', async () => {
    const words = ['Zanzipython', 'Okapianswer'];
    const holders = holdersOf(files(), words);
    expect(holders).not.toEqual([]);
    expect(holders.filter((name) => !name.startsWith('semcache.sqlite'))).toEqual([]);
    const metrics = await rawRequest(`${semcache.url}/metrics`);
    const diagnostics = JSON.stringify(await semcache.ask('diagnostics.get', {}));
    expect(
      holdersOf(
        new Map([
          ['metrics', metrics.body.toString()],
          ['diagnostics', diagnostics],
          ['log', JSON.stringify(semcache.host.events)],
        ]),
        words,
      ),
    ).toEqual([]);
  });

  test('requests that are not to be stored, or that pass the cache by, leave no word in any file', () => {
    expect(holdersOf(files(), ['Quagga', 'Aardvark'])).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('every file is for its owner only', () => {
    const modes = readdirSync(semcache.dataDir, { recursive: true }).map((name) => {
      const { mode } = lstatSync(join(semcache.dataDir, String(name)));
      return [name, mode & 0o077];
    });
    expect(modes.length).toBeGreaterThan(4);
    expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
