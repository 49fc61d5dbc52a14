import { afterEach, describe, expect, test } from 'vitest';
import { answerOf, outcomeOf, startChatCore, type ChatCore } from '../support/chat-core.ts';
import { startChildUpstream } from '../support/child-upstream.ts';
import { chatChunks, chatCompletion, sendJson, sendSse, type Script } from '../support/scripted-upstream.ts';

const minute = 60_000;
const hour = 60 * minute;
let chat: ChatCore;
afterEach(() => chat.stop());

/** What the upstream answers with: a completion while it is well, else this status. */
let status = 200;
const script: Script = (_, response) => {
  if (status === 0) response.destroy();
  else if (status === 200) sendJson(response, chatCompletion('from upstream'));
  else sendJson(response, { error: { message: 'upstream says no' } }, status, { 'retry-after': '7' });
};

/** Stores one answer that lives ten minutes, then lets an hour pass and the upstream fail. */
async function startOutage(failure: number, cache: Record<string, unknown> = {}): Promise<void> {
  status = 200;
  chat = await startChatCore({ cache: { ttlMs: 10 * minute, ...cache } }, { script });
  await chat.ask('q');
  chat.semcache.clock.advance(hour);
  status = failure;
}

describe('an expired answer while the upstream fails', () => {
  test.each([429, 500, 502, 503, 529, 0])('serves instead of %i, where settings allow it', async (failure) => {
    await startOutage(failure, { staleOnErrorMs: 24 * hour });
    const stale = await chat.ask('q');
    expect([stale.status, outcomeOf(stale), stale.headers['age'], stale.headers['retry-after']]).toEqual([
      200,
      'stale exact stale_on_error',
      '3600',
      undefined,
    ]);
    expect(answerOf(stale)).toBe('from upstream');
    const row = await chat.semcache.ask('traffic.get', { id: String(stale.headers['x-semcache-request']) });
    expect(row).toMatchObject({
      cacheStatus: 'stale',
      recorded: failure === 0 ? 'upstream_failed' : 'status_not_ok',
      recordDetail: failure === 0 ? 'Connection closed' : `status ${String(failure)}`,
      entryId: stale.headers['x-semcache-entry'],
    });
    expect((await chat.semcache.ask('entries.get', { id: String(row.entryId) })).hits).toBe(1);
    const { lines } = await chat.semcache.ask('explain.request', { id: row.id });
    expect([row.savedMs, lines[0]]).toEqual([
      0,
      'The upstream failed, so a stored answer that is older than its time to live serves.',
    ]);
    status = 200;
    expect(outcomeOf(await chat.ask('q'))).toBe('miss expired');
    expect(outcomeOf(await chat.ask('q'))).toBe('hit exact exact_match');
  });

  test.each([400, 401, 404])('does not hide %i, which is about the request', async (failure) => {
    await startOutage(failure, { staleOnErrorMs: 24 * hour });
    const answer = await chat.ask('q');
    expect([answer.status, outcomeOf(answer), answer.body.toString()]).toEqual([
      failure,
      'miss expired',
      '{"error":{"message":"upstream says no"}}',
    ]);
  });

  test('is not served when nobody allowed it, nor when it expired too long ago', async () => {
    await startOutage(503);
    const off = await chat.ask('q');
    expect([off.status, off.headers['retry-after'], outcomeOf(off)]).toEqual([503, '7', 'miss expired']);
    await chat.semcache.ask('settings.set', { patch: { cache: { staleOnErrorMs: 49 * minute } } });
    expect((await chat.ask('q')).status).toBe(503);
    await chat.semcache.ask('settings.set', { patch: { cache: { staleOnErrorMs: 50 * minute } } });
    expect(outcomeOf(await chat.ask('q'))).toBe('stale exact stale_on_error');
  });

  test('is what a request may allow or forbid for itself', async () => {
    await startOutage(503);
    expect(outcomeOf(await chat.ask('q', { 'cache-control': 'stale-if-error=3600' }))).toBe(
      'stale exact stale_on_error',
    );
    expect((await chat.ask('q', { 'cache-control': 'stale-if-error=60' })).status).toBe(503);
    expect(outcomeOf(await chat.ask('q', { 'cache-control': 'max-age=60, stale-if-error=3600' }))).toBe(
      'stale exact stale_on_error',
    );
    await chat.semcache.ask('settings.set', { patch: { cache: { staleOnErrorMs: hour } } });
    expect((await chat.ask('q', { 'cache-control': 'stale-if-error=0' })).status).toBe(503);
    expect((await chat.ask('q', { 'x-semcache-mode': 'refresh' })).status).toBe(503);
  });

  test('serves in either form', async () => {
    await startOutage(503, { staleOnErrorMs: hour });
    const stream = await chat.ask('q', {}, { body: { stream: true } });
    expect([outcomeOf(stream), stream.body.toString().includes('from upstream')]).toEqual([
      'stale exact stale_on_error',
      true,
    ]);
  });

  test('never takes the place of an answer that has begun', async () => {
    const chunks = chatChunks(['one ', 'two']);
    let isBroken = false;
    chat = await startChatCore(
      { cache: { ttlMs: 10 * minute, staleOnErrorMs: hour } },
      {
        script: (_, response) => {
          if (isBroken) {
            response.writeHead(200, { 'content-type': 'text/event-stream' });
            response.write(chunks[0]);
            setImmediate(() => response.destroy());
          } else void sendSse(response, chunks);
        },
      },
    );
    await chat.ask('q', {}, { body: { stream: true } });
    chat.semcache.clock.advance(hour);
    isBroken = true;
    await expect(chat.ask('q', {}, { body: { stream: true } })).rejects.toThrow(/aborted|hang up|terminated/);
  });

  test('serves from the middle of an outage on, after hours of it, and after a restart', async () => {
    const child = await startChildUpstream('before the outage');
    chat = await startChatCore({ cache: { ttlMs: 10 * minute, staleOnErrorMs: 24 * hour } });
    const ask = () =>
      chat.ask('q', { 'x-llm-proxy-upstream': `${child.url}/v1/chat/completions` }).then((answer) => ({
        outcome: outcomeOf(answer),
        content: answer.status === 200 ? answerOf(answer) : answer.body.toString(),
      }));
    expect((await ask()).outcome).toBe('miss not_found');
    await child.kill();
    expect((await ask()).outcome).toBe('hit exact exact_match');
    chat.semcache.clock.advance(20 * hour);
    // What is kept in memory goes, and what is kept on disk is tidied up.
    await chat.semcache.ask('settings.set', { patch: { cache: { maxEntries: 1000 } } });
    expect(await ask()).toEqual({ outcome: 'stale exact stale_on_error', content: 'before the outage' });
    chat.semcache.clock.advance(5 * hour);
    expect(await ask()).toEqual({
      outcome: 'miss upstream_unreachable',
      content: '{"error":"Failed to connect to upstream: Connection refused"}',
    });
  });
});
