import { connect } from 'node:net';
import OpenAI from 'openai';
import { afterEach, describe, expect, test } from 'vitest';
import { answerOf, outcomeOf, startChatCore, type ChatCore } from '../support/chat-core.ts';
import { rawRequest } from '../support/raw-http.ts';

const day = 24 * 60 * 60_000;
let chat: ChatCore;

const start = async (...given: Parameters<typeof startChatCore>): Promise<void> => {
  chat = await startChatCore(...given);
};
afterEach(() => chat.stop());

/** What a request that must not go upstream says when nothing is stored for it. */
const errorOf = (body: Buffer): { code: string; message: string } =>
  (JSON.parse(body.toString()) as { error: { code: string; message: string } }).error;

describe('the mode of everything', () => {
  test('live serves what is fresh, and fetches again what is not', async () => {
    await start();
    await chat.ask('q');
    expect(outcomeOf(await chat.ask('q'))).toBe('hit exact exact_match');
    chat.semcache.clock.advance(31 * day);
    const again = await chat.ask('q');
    expect([outcomeOf(again), answerOf(again)]).toEqual(['miss expired', 'answer 2']);
  });

  test('prefer-cache serves an expired answer as stale, with its age', async () => {
    await start({ cache: { mode: 'prefer-cache' } });
    await chat.ask('q');
    expect(outcomeOf(await chat.ask('q'))).toBe('hit exact exact_match');
    chat.semcache.clock.advance(31 * day);
    const old = await chat.ask('q');
    expect([outcomeOf(old), old.headers['age'], answerOf(old)]).toEqual([
      'stale exact expired_accepted',
      String((31 * day) / 1000),
      'answer 1',
    ]);
    expect(outcomeOf(await chat.ask('other'))).toBe('miss not_found');
  });

  test('refresh never reads and always stores', async () => {
    await start();
    await chat.ask('q');
    await chat.semcache.ask('mode.set', { mode: 'refresh' });
    const fresh = await chat.ask('q');
    expect([outcomeOf(fresh), answerOf(fresh)]).toEqual(['refresh refresh_requested', 'answer 2']);
    await chat.semcache.ask('mode.set', { mode: 'live' });
    const hit = await chat.ask('q');
    expect([outcomeOf(hit), answerOf(hit)]).toEqual(['hit exact exact_match', 'answer 2']);
  });

  test('pause neither reads nor stores, whatever a request says', async () => {
    await start();
    await chat.ask('q');
    await chat.semcache.ask('mode.set', { mode: 'pause' });
    for (const mode of ['live', 'prefer-cache', 'refresh', 'exact-only']) {
      expect(outcomeOf(await chat.ask('q', { 'x-semcache-mode': mode }))).toBe('bypass caching_paused');
    }
    await chat.semcache.ask('mode.set', { mode: 'live' });
    const hit = await chat.ask('q');
    expect([outcomeOf(hit), answerOf(hit)]).toEqual(['hit exact exact_match', 'answer 1']);
  });

  test('it is kept in the settings and shown in status; the command line’s holds until it is set anew', async () => {
    await start({}, { mode: 'replay-only' });
    const status = await chat.semcache.ask('status.get', {});
    expect([status.mode, status.health.find(({ part }) => part === 'mode')?.reason]).toEqual([
      'replay-only',
      'replay-only: only stored answers are given, nothing goes upstream.',
    ]);
    expect(status.health.find(({ part }) => part === 'selfTest')).toMatchObject({ state: 'ok' });
    expect(await chat.semcache.ask('mode.set', { mode: 'prefer-cache' })).toEqual({
      mode: 'prefer-cache',
      projects: [],
    });
    expect((await chat.semcache.ask('settings.get', {})).settings.cache.mode).toBe('prefer-cache');
    expect((await chat.semcache.ask('status.get', {})).mode).toBe('prefer-cache');
  });

  test.each(['live', 'prefer-cache', 'refresh'] as const)('the start-up check passes in %s', async (mode) => {
    await start({ cache: { mode }, projects: { default: { samples: 3, mode: 'pause' } } });
    const { health } = await chat.semcache.ask('status.get', {});
    expect(health.find(({ part }) => part === 'selfTest')).toEqual({ part: 'selfTest', state: 'ok', reason: null });
  });
});

describe('replay-only', () => {
  test('serves what is stored, expired or not, and calls nobody, whatever a request says', async () => {
    await start();
    await chat.ask('q');
    await chat.semcache.ask('mode.set', { mode: 'replay-only' });
    expect(outcomeOf(await chat.ask('q'))).toBe('hit exact exact_match');
    chat.semcache.clock.advance(31 * day);
    expect(outcomeOf(await chat.ask('q', { 'x-semcache-mode': 'live' }))).toBe('stale exact expired_accepted');
    for (const headers of [
      { 'x-semcache-mode': 'refresh' },
      { 'x-semcache-mode': 'bypass' },
      { 'x-semcache-mode': 'no-store' },
      { 'cache-control': 'no-cache' },
      { 'cache-control': 'no-store' },
      { 'cache-control': 'max-age=60' },
    ]) {
      const refused = await chat.ask('q', headers);
      expect([headers, refused.status, refused.headers['x-cache-reason']]).toEqual([headers, 504, 'not_in_cache']);
    }
    expect(chat.upstream.seen).toHaveLength(1);
  });

  test('a miss is 504 in the words of the API, and names the nearest stored entry of the same caller', async () => {
    await start();
    const stored = await chat.ask('How do squirrels find their nuts in winter snow again?');
    const id = String(
      (await chat.ask('How do squirrels find their nuts in winter snow again?')).headers['x-semcache-entry'],
    );
    expect(stored.status).toBe(200);
    await chat.semcache.ask('mode.set', { mode: 'replay-only' });
    const near = await chat.ask('How do squirrels find their nuts in winter snow today?');
    const far = await chat.ask('1 + 1');
    const stranger = await chat.ask('How do squirrels find their nuts in winter snow today?', {
      authorization: 'Bearer key-two',
    });
    const nothing = await chat.ask('1 + 1', {}, { body: { model: 'unheard-of' } });
    expect([near, far, stranger, nothing].map(({ status, headers }) => [status, headers['x-cache-status']])).toEqual(
      Array.from({ length: 4 }, () => [504, 'miss']),
    );
    expect(errorOf(near.body)).toEqual({
      code: 'not_in_cache',
      type: 'semcache_error',
      message: `Nothing stored answers this request (not_found), and replay-only makes no upstream call. The nearest is ${id} "How do squirrels find their nuts in winter snow again?".`,
    });
    expect(errorOf(far.body).message).toContain(`The latest of this model is ${id} "How do squirrels`);
    expect(errorOf(stranger.body).message).not.toContain('squirrels');
    expect(errorOf(nothing.body).message).toContain('Nothing of unheard-of is stored.');
    expect(chat.upstream.seen).toHaveLength(1);
  });

  test('an SDK raises its own error at once, without asking again', async () => {
    await start({ cache: { mode: 'replay-only' } });
    const client = new OpenAI({ baseURL: `${chat.semcache.url}/v1`, apiKey: 'sk-test' });
    const asking = client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'q' }] });
    await expect(asking).rejects.toMatchObject({ status: 504, code: 'not_in_cache' });
    expect((await chat.semcache.ask('traffic.list', {})).total).toBe(1);
  });

  test('paths that only pass through, other methods, tests and WebSockets are held back too', async () => {
    await start({ cache: { mode: 'replay-only' } });
    const models = await rawRequest(`${chat.semcache.url}/v1/models`);
    const upload = await rawRequest(`${chat.semcache.url}/v1/files`, { method: 'POST', body: 'x'.repeat(200_000) });
    const broken = await chat.ask('q', {}, { body: { messages: 'none' } });
    expect([models, upload, broken].map(({ status, body }) => [status, errorOf(body).code])).toEqual(
      Array.from({ length: 3 }, () => [504, 'not_in_cache']),
    );
    const { hostname, port } = new URL(chat.semcache.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `GET /v1/realtime HTTP/1.1\r\nhost: ${hostname}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: x\r\n\r\n`,
    );
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 504 [^]*X-Cache-Reason: not_in_cache/);
    await expect(chat.semcache.ask('upstreams.test', { name: 'here' })).rejects.toThrow('conflict');
    expect(chat.upstream.seen).toHaveLength(0);
  });
});

describe('what one request asks', () => {
  test.each([
    ['bypass', 'bypass bypass_requested'],
    ['no-store', 'bypass no_store_requested'],
    ['refresh', 'refresh refresh_requested'],
    ['live', 'hit exact exact_match'],
    ['PREFER-CACHE', 'hit exact exact_match'],
    ['exact-only', 'hit exact exact_match'],
    ['replay-only', 'hit exact exact_match'],
  ])('x-semcache-mode: %s', async (mode, outcome) => {
    await start();
    await chat.ask('q');
    expect(outcomeOf(await chat.ask('q', { 'x-semcache-mode': mode }))).toBe(outcome);
    expect(chat.upstream.seen.every(({ headers }) => headers['x-semcache-mode'] === undefined)).toBe(true);
  });

  test('what is passed by is not stored either', async () => {
    await start();
    for (const headers of [
      { 'x-semcache-mode': 'bypass' },
      { 'x-semcache-mode': 'no-store' },
      { 'cache-control': 'no-store' },
    ]) {
      await chat.ask('q', headers);
      expect((await chat.semcache.ask('status.get', {})).store.entries).toBe(0);
    }
  });

  test.each([
    ['x-semcache-mode', 'pause'],
    ['x-semcache-mode', 'fast'],
    ['x-semcache-ttl', '5'],
    ['x-semcache-ttl', '0s'],
    ['x-semcache-ttl', '99999d'],
    ['x-semcache-threshold', '0.5'],
    ['x-semcache-threshold', '1'],
    ['x-semcache-threshold', '0.9e0'],
    ['x-semcache-sample', '0'],
    ['x-semcache-sample', '1.5'],
    ['x-semcache-sample', '101'],
    ['x-semcache-pace', 'slow'],
    ['x-semcache-pace', '0'],
    ['x-semcache-project', 'a b'],
  ])('%s: %s is refused', async (name, value) => {
    await start();
    const refused = await chat.ask('q', { [name]: value });
    expect([refused.status, refused.headers['x-cache-reason'], errorOf(refused.body).message]).toEqual([
      400,
      'header_invalid',
      expect.stringContaining(`${name} must be`),
    ]);
    expect(chat.upstream.seen).toHaveLength(0);
  });

  test.each([
    ['no-cache', 'refresh refresh_requested'],
    ['max-age=0', 'refresh refresh_requested'],
    ['NO-STORE', 'bypass no_store_requested'],
    ['max-age=100', 'hit exact exact_match'],
    ['max-age=10', 'miss too_old_for_request'],
    ['max-age=ten', 'refresh refresh_requested'],
    ['max-age="100"', 'hit exact exact_match'],
    ['min-fresh=60', 'hit exact exact_match'],
    [`min-fresh=${String((30 * day) / 1000)}`, 'miss too_old_for_request'],
    ['only-if-cached', 'hit exact exact_match'],
    ['no-transform, x-unknown=1', 'hit exact exact_match'],
  ])('Cache-Control: %s', async (value, outcome) => {
    await start();
    await chat.ask('q');
    chat.semcache.clock.advance(30_000);
    expect(outcomeOf(await chat.ask('q', { 'cache-control': value }))).toBe(outcome);
  });

  test.each([
    ['max-stale', 'stale exact expired_accepted'],
    ['max-stale=120', 'stale exact expired_accepted'],
    ['max-stale=20', 'miss expired'],
    ['max-stale=x', 'miss expired'],
    ['max-stale, max-age=10', 'miss expired'],
    ['max-stale, no-cache', 'refresh refresh_requested'],
  ])('Cache-Control of a request for an expired answer: %s', async (value, outcome) => {
    await start({ cache: { ttlMs: 60_000 } });
    await chat.ask('q');
    chat.semcache.clock.advance(100_000);
    expect(outcomeOf(await chat.ask('q', { 'cache-control': value }))).toBe(outcome);
  });

  test('only-if-cached without an answer is 504; Pragma counts only without Cache-Control', async () => {
    await start();
    const refused = await chat.ask('q', { 'cache-control': 'only-if-cached' });
    expect([refused.status, errorOf(refused.body).message]).toEqual([
      504,
      expect.stringContaining('its Cache-Control asks for a stored answer only'),
    ]);
    await chat.ask('q');
    expect(outcomeOf(await chat.ask('q', { pragma: 'no-cache' }))).toBe('refresh refresh_requested');
    expect(outcomeOf(await chat.ask('q', { pragma: 'no-cache', 'cache-control': 'max-age=9' }))).toBe(
      'hit exact exact_match',
    );
    expect(chat.upstream.seen).toHaveLength(2);
  });

  test('its own header counts before its Cache-Control, and both before project and settings', async () => {
    await start({ cache: { mode: 'refresh' }, projects: { team: { mode: 'prefer-cache', ttlMs: 60_000 } } });
    const team = { path: '/p/team/v1/chat/completions' };
    await chat.ask('q', {}, team);
    chat.semcache.clock.advance(61_000);
    expect(outcomeOf(await chat.ask('q', {}, team))).toBe('stale exact expired_accepted');
    expect(outcomeOf(await chat.ask('q', { 'cache-control': 'no-cache' }, team))).toBe('refresh refresh_requested');
    chat.semcache.clock.advance(61_000);
    expect(
      outcomeOf(await chat.ask('q', { 'cache-control': 'no-cache', 'x-semcache-mode': 'prefer-cache' }, team)),
    ).toBe('stale exact expired_accepted');
    expect(outcomeOf(await chat.ask('q', { 'x-semcache-mode': 'live' }, team))).toBe('miss expired');
    expect(outcomeOf(await chat.ask('elsewhere'))).toBe('refresh refresh_requested');
  });
});

describe('cache-aside', () => {
  const send = (path: 'get' | 'put', body: object, headers: Record<string, string> = {}) =>
    rawRequest(`${chat.semcache.url}/semcache/v1/${path}`, {
      method: path === 'get' ? 'POST' : 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  test('values serve in replay-only, are not read in refresh, and nothing is kept while paused', async () => {
    await start();
    expect((await send('put', { key: 'k', data: 'v' }, { 'x-semcache-ttl': '1m' })).status).toBe(200);
    chat.semcache.clock.advance(61_000);
    expect(outcomeOf(await send('get', { key: 'k' }))).toBe('miss not_found');
    await chat.semcache.ask('mode.set', { mode: 'replay-only' });
    expect(outcomeOf(await send('get', { key: 'k' }))).toBe('stale exact expired_accepted');
    await chat.semcache.ask('mode.set', { mode: 'refresh' });
    expect((await send('get', { key: 'k' })).status).toBe(404);
    await chat.semcache.ask('mode.set', { mode: 'pause' });
    const put = await send('put', { key: 'new', data: 'v' });
    expect([put.status, outcomeOf(put)]).toEqual([200, 'bypass caching_paused']);
    await chat.semcache.ask('mode.set', { mode: 'live' });
    expect((await send('get', { key: 'new' })).status).toBe(404);
  });
});
