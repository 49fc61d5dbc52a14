import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src-core/contracts/operations.ts';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { pollUntil } from '../support/poll-until.ts';
import { postJson, rawRequest, type RawResponse } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

describe('operations over HTTP', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  beforeAll(async () => {
    upstream = await startUpstream((_, response) => sendJson(response, chatCompletion('an answer about squirrels')));
    semcache = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
  });

  afterAll(async () => {
    await semcache.stop();
    await upstream.close();
  });

  const call = (
    name: string,
    params: unknown,
    headers: Record<string, string> = { authorization: `Bearer ${semcache.core.token}` },
  ): Promise<RawResponse> => postJson(`${semcache.url}/admin/api/${name}`, params, headers);
  const value = async (name: string, params: unknown = {}): Promise<Record<string, unknown>> => {
    const answer = JSON.parse((await call(name, params)).body.toString()) as {
      ok: boolean;
      value: Record<string, unknown>;
      error: unknown;
    };
    expect(answer).toMatchObject({ ok: true });
    return answer.value;
  };
  const chat = (prompt: string, more: Record<string, unknown> = {}): Promise<RawResponse> =>
    postJson(
      `${semcache.url}/v1/chat/completions`,
      { model: 'gpt-test', messages: [{ role: 'user', content: prompt }], ...more },
      { authorization: 'Bearer sk-secret-secret-1234' },
    );

  test.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['a made-up session', { cookie: 'semcache_session=abc', 'x-semcache-console': '1' }],
  ])('%s is refused for every operation', async (_, headers) => {
    for (const name of Object.keys(operations)) {
      const answer = await call(name, {}, headers);
      expect([name, answer.status, JSON.parse(answer.body.toString())]).toEqual([
        name,
        401,
        { ok: false, error: { code: 'unauthorized', message: expect.any(String) as string } },
      ]);
    }
    expect((await rawRequest(`${semcache.url}/admin/api/events`, { headers })).status).toBe(401);
  });

  test('the token opens a session whose cookie works only with the console’s own mark', async () => {
    const opened = await call('session', {});
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    expect(String(opened.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/i);
    expect((await call('status.get', {}, { cookie, 'x-semcache-console': '1' })).status).toBe(200);
    expect((await call('status.get', {}, { cookie })).status).toBe(401);
    expect(
      (await call('status.get', {}, { cookie, 'x-semcache-console': '1', origin: 'http://localhost:9999' })).status,
    ).toBe(403);
  });

  test('bad calls have stable codes', async () => {
    const codes = async (name: string, body: unknown): Promise<unknown[]> => {
      const answer = await call(name, body);
      const parsed = JSON.parse(answer.body.toString()) as { error: { code: string } };
      return [answer.status, parsed.error.code];
    };
    expect(await codes('no.such', {})).toEqual([404, 'unknown_operation']);
    expect(await codes('entries.list', { limit: 0 })).toEqual([400, 'invalid_params']);
    expect(await codes('entries.list', '{')).toEqual([400, 'invalid_params']);
    expect(await codes('entries.list', { cursor: 'nonsense' })).toEqual([400, 'invalid_params']);
    expect(await codes('entries.get', { id: 'ent_none' })).toEqual([404, 'not_found']);
    expect(await codes('explain.request', { id: 'req_none' })).toEqual([404, 'not_found']);
    expect(await codes('entries.restore', { undo: 'none' })).toEqual([404, 'not_found']);
    expect(await codes('settings.set', { patch: { proxy: { port: 70_000 } } })).toEqual([400, 'invalid_params']);
    expect(await codes('settings.set', { patch: { proxy: { defaultUpstream: 'nobody' } } })).toEqual([
      404,
      'not_found',
    ]);
    expect(await codes('upstreams.set', { name: 'openai', baseUrl: 'http://localhost:1' })).toEqual([409, 'conflict']);
    expect(await codes('upstreams.set', { name: 'here', baseUrl: null })).toEqual([409, 'conflict']);
  });

  test('traffic, entries, explanation, deletion and undo tell one story', async () => {
    const miss = await chat('Where do squirrels keep nuts?');
    semcache.clock.advance(1);
    const hit = await chat('Where do squirrels keep nuts?');
    const entryId = String(hit.headers['x-semcache-entry']);
    const requestId = String(hit.headers['x-semcache-request']);

    const entries = await value('entries.list', { filter: { text: 'squirrels keep nu' } });
    expect(entries).toMatchObject({
      total: 1,
      nextCursor: null,
      items: [
        {
          id: entryId,
          hits: 1,
          upstream: 'here',
          model: 'gpt-test',
          project: 'default',
          promptPreview: 'Where do squirrels keep nuts?',
        },
      ],
    });
    expect(await value('entries.get', { id: entryId })).toMatchObject({
      conversation: [{ role: 'user', text: 'Where do squirrels keep nuts?' }],
      answerText: 'an answer about squirrels',
      finishReasons: ['stop'],
      usage: { inputTokens: 11, outputTokens: 7, totalTokens: 18 },
    });

    const traffic = await value('traffic.list', { filter: { entryId: [entryId] } });
    expect(traffic).toMatchObject({
      total: 2,
      items: [
        { id: requestId, cacheStatus: 'hit', match: 'exact', reason: 'exact_match' },
        { id: miss.headers['x-semcache-request'], cacheStatus: 'miss', reason: 'not_found', recorded: 'stored' },
      ],
    });
    const detail = await value('traffic.get', { id: requestId });
    expect(JSON.stringify(detail)).not.toContain('sk-secret');
    expect(detail).toMatchObject({
      requestHeaders: expect.arrayContaining([{ name: 'authorization', value: 'set (…1234)' }]) as unknown,
    });

    const explained = await value('explain.request', { id: requestId });
    expect(explained).toMatchObject({
      summary: expect.stringMatching(/^HIT exact: POST \/v1\/chat\/completions to here, status 200/) as string,
      entry: { id: entryId },
    });

    const removed = await value('entries.delete', { ids: [entryId] });
    expect(removed).toMatchObject({ count: 1, undo: expect.any(String) as string });
    expect((await value('entries.list', {}))['total']).toBe(0);
    expect(await value('entries.restore', { undo: removed['undo'] })).toEqual({ count: 1 });
    expect((await chat('Where do squirrels keep nuts?')).headers['x-cache-status']).toBe('hit');
    await value('entries.delete', { ids: [entryId] });
    expect((await chat('Where do squirrels keep nuts?')).headers['x-cache-status']).toBe('miss');
  });

  test('clear counts first, clears by filter, and pages go on by cursor', async () => {
    await value('entries.clear', {});
    for (let index = 0; index < 5; index += 1) await chat(`question ${index}`, { model: index < 3 ? 'a' : 'b' });
    const page = await value('entries.list', { limit: 2 });
    const rest = await value('entries.list', { limit: 10, cursor: page['nextCursor'] });
    expect([page['items'], rest['items'], page['total']]).toMatchObject([{ length: 2 }, { length: 3 }, 5]);
    expect(await value('entries.clear', { filter: { model: ['a'] }, dryRun: true })).toMatchObject({
      count: 3,
      undo: null,
    });
    expect(await value('entries.clear', { filter: { model: ['a'] } })).toMatchObject({ count: 3 });
    expect((await value('entries.list', {}))['total']).toBe(2);
  });

  test('settings change what follows; upstreams are added, tested, made default and removed', async () => {
    expect(await value('settings.set', { patch: { cache: { ttlMs: 5000 }, proxy: { port: 9999 } } })).toMatchObject({
      settings: { cache: { ttlMs: 5000 } },
    });
    expect(await value('settings.get')).toMatchObject({ settings: { cache: { ttlMs: 5000 } }, file: 'settings.json' });
    const added = await value('upstreams.set', { name: 'second', baseUrl: `${upstream.url}/v1`, makeDefault: true });
    expect(added).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ name: 'second', isDefault: true, prefix: '/u/second', builtIn: false }),
      ]) as unknown,
    });
    expect(await value('upstreams.test', { name: 'second' })).toMatchObject({ reachable: true, status: 200 });
    await value('upstreams.set', { name: 'here', makeDefault: true });
    const removed = await value('upstreams.set', { name: 'second', baseUrl: null });
    expect(JSON.stringify(removed)).not.toContain('second');
  });

  test('ticks say what changed, and only that', async () => {
    const controller = new AbortController();
    const response = await fetch(`${semcache.url}/admin/api/events`, {
      headers: { authorization: `Bearer ${semcache.core.token}` },
      signal: controller.signal,
    });
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body!) text += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    await pollUntil(() => text.includes(': connected'));
    await chat('something new');
    await pollUntil(() => text.includes('traffic') && text.includes('entries'));
    const ticks = text.split('\n').filter((line) => line.startsWith('data: '));
    for (const tick of ticks) expect(JSON.parse(tick.slice(6))).toEqual({ topics: expect.any(Array) as unknown });
    expect(text).not.toContain('something new');
    controller.abort();
    await reading;
  });

  test('health and metrics need no token and give nothing away', async () => {
    const health = await rawRequest(`${semcache.url}/healthz`);
    expect(JSON.parse(health.body.toString())).toMatchObject({ status: 'ok', product: 'semcache', pid: process.pid });
    const metrics = (await rawRequest(`${semcache.url}/metrics`)).body.toString();
    for (const name of [
      'semcache_chat_completion_http_requests_bucket',
      'semcache_cache_hit',
      'semcache_cache_miss',
      'semcache_cache_size',
      'semcache_memory_usage',
      'semcache_requests_total',
    ]) {
      expect(metrics).toContain(name);
    }
    expect(metrics).not.toContain('sk-secret');
  });

  test('a fresh instance has tested itself, and nothing of the test is left to see', async () => {
    const fresh = await runCore();
    const status = await fresh.ask('status.get', {});
    expect(status.health.find((item) => item.part === 'selfTest')).toEqual({
      part: 'selfTest',
      state: 'ok',
      reason: null,
    });
    expect([status.store.entries, status.totals.requests, (await fresh.ask('traffic.list', {})).total]).toEqual([
      0, 0, 0,
    ]);
    await fresh.stop();
  });

  test('hundreds of cacheable requests without one hit raise an alarm', async () => {
    const fresh = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
    const ask = (index: number): Promise<RawResponse> =>
      postJson(`${fresh.url}/v1/chat/completions`, {
        model: 'm',
        messages: [{ role: 'user', content: `at ${index}` }],
      });
    for (let index = 0; index < 300; index += 30)
      await Promise.all(Array.from({ length: 30 }, (_, more) => ask(index + more)));
    const alarm = async (): Promise<unknown> =>
      (await fresh.ask('status.get', {})).health.find((item) => item.part === 'hitRate');
    expect(
      await pollUntil(async () => ((await alarm()) as { state: string }).state === 'degraded' && alarm()),
    ).toMatchObject({ reason: expect.stringContaining('300 cacheable requests') as string });
    await ask(0);
    expect(await alarm()).toMatchObject({ state: 'ok' });
    await fresh.stop();
  });
});
