import { lstatSync, readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChatCore, outcomeOf, type ChatCore } from '../support/chat-core.ts';
import { rawRequest } from '../support/raw-http.ts';
import { sendJson, chatCompletion } from '../support/scripted-upstream.ts';

const mebibyte = 1024 * 1024;

describe('attacks that docs/threat-model.md names', () => {
  let chat: ChatCore;
  /** What the upstream answers next. */
  let answer: { headers: Record<string, string>; body: Buffer } | null = null;

  beforeAll(async () => {
    chat = await startChatCore(
      {},
      {
        script: (_, response) => {
          if (answer === null) return sendJson(response, chatCompletion('fine'));
          response.writeHead(200, answer.headers);
          return void response.end(answer.body);
        },
      },
    );
  });
  afterAll(() => chat.stop());

  const sources: [string, Record<string, string>][] = [
    ['a page whose name was re-bound', { host: 'evil.example' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page of another local server', { origin: 'http://localhost:1' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['an image or script tag of another site', { 'sec-fetch-site': 'cross-site' }],
  ];
  const routes = [
    ['GET', '/metrics'],
    ['GET', '/healthz'],
    ['GET', '/admin/'],
    ['POST', '/admin/api/status.get'],
    ['POST', '/admin/api/session'],
    ['GET', '/admin/api/events'],
    ['POST', '/semcache/v1/get'],
    ['PUT', '/semcache/v1/put'],
    ['POST', '/v1/chat/completions'],
    ['OPTIONS', '/v1/chat/completions'],
    ['GET', '/v1/models'],
    ['GET', '/no/such/path'],
  ] as const;

  test.each(sources)('%s is refused on every route, token or not', async (_, headers) => {
    const before = chat.upstream.seen.length;
    const authorization = `Bearer ${chat.semcache.core.token}`;
    for (const [method, path] of routes) {
      const refused = await rawRequest(`${chat.semcache.url}${path}`, {
        method,
        headers: { authorization, ...headers },
      });
      expect([path, refused.status]).toEqual([path, 403]);
      expect(Object.keys(refused.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect(await upgradeStatus(chat.semcache.url, headers)).toBe(403);
    expect(chat.upstream.seen).toHaveLength(before);
  });

  test('an answer that unpacks to a gigabyte reaches the client as it came, is not unpacked, and is not stored', async () => {
    const bomb = gzipSync(Buffer.alloc(1024 * mebibyte, 0x20), { level: 9 });
    answer = { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: bomb };
    const before = process.memoryUsage().rss;
    const given = await chat.ask('bomb');
    expect(given.body.equals(bomb)).toBe(true);
    await chat.semcache.core.settled();
    expect(await chat.semcache.ask('entries.list', {})).toMatchObject({ total: 0 });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * mebibyte);
    answer = null;
  });

  test.each([
    ['nests a hundred thousand deep', `{"choices":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['is not JSON', '{"choices":'],
    ['has a prototype for a member', JSON.stringify({ ...chatCompletion('x'), choices: { __proto__: null } })],
  ])('an answer that %s reaches the client and is not stored', async (name, text) => {
    answer = { headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
    const given = await chat.ask(name);
    expect(given.body.toString()).toBe(text);
    await chat.semcache.core.settled();
    expect(await chat.semcache.ask('entries.list', {})).toMatchObject({ total: 0 });
    answer = null;
  });

  test('members called __proto__ and constructor change no object, in requests or operations', async () => {
    const text =
      '{"model":"m","messages":[{"role":"user","content":"hi"}],"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    await rawRequest(`${chat.semcache.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer key-one' },
      body: text,
    });
    const operation = await rawRequest(`${chat.semcache.url}/admin/api/settings.set`, {
      method: 'POST',
      headers: { authorization: `Bearer ${chat.semcache.core.token}` },
      body: '{"patch":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    });
    expect(operation.status).toBe(400);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
  });

  test('a pattern with user text that would never end is not tried', async () => {
    const headers = { 'x-llm-prompt': `$.messages[?search(@.content, '(a+)+$')].content` };
    const refused = await rawRequest(`${chat.semcache.url}/semcache/v1/chat/completions`, {
      method: 'POST',
      headers: { ...headers, 'x-llm-proxy-upstream': `${chat.upstream.url}/v1/chat/completions` },
      body: JSON.stringify({ messages: [{ content: `${'a'.repeat(40)}!` }] }),
    });
    expect([refused.status, refused.headers['x-cache-reason']]).toEqual([400, 'header_invalid']);
  });

  test('a key of someone else on this machine gets no answer that another key paid for', async () => {
    expect(outcomeOf(await chat.ask('whose?'))).toBe('miss not_found');
    await chat.semcache.core.settled();
    expect(outcomeOf(await chat.ask('whose?', { authorization: 'Bearer key-two' }))).toBe('miss not_found');
    expect(outcomeOf(await chat.ask('whose?'))).toBe('hit exact exact_match');
  });

  test.skipIf(process.platform === 'win32')('other users of the machine can read no file of the data folder', () => {
    const { dataDir } = chat.semcache;
    expect(lstatSync(dataDir).mode & 0o077).toBe(0);
    const open = readdirSync(dataDir).filter((name) => (lstatSync(join(dataDir, name)).mode & 0o077) !== 0);
    expect(open).toEqual([]);
  });
});

function upgradeStatus(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/v1/realtime`, {
      headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', ...headers },
      agent: false,
    });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    request.on('error', reject);
    request.end();
  });
}
