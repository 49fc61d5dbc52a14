import { request as httpRequest, type ClientRequest } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { testClock } from '../support/core-instance.ts';
import { outcomeOf, startChatCore, type ChatCore } from '../support/chat-core.ts';
import { pollUntil } from '../support/poll-until.ts';
import { chatChunks, sendSse } from '../support/scripted-upstream.ts';

let chat: ChatCore;
afterEach(() => chat.stop());

const chunks = chatChunks(['one ', 'two ', 'three'], { usage: true });
const whole = chunks.join('');
const streamed = { body: { stream: true, stream_options: { include_usage: true } } };

/** Time that passes when a test says so: what waits for it runs in order. */
function handTime() {
  let now = 0;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    waiting,
    monotonic: () => now,
    schedule: (delayMs: number, run: () => void) => {
      const entry = { at: now + delayMs, run };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
      for (const entry of waiting) {
        if (entry.at > now) continue;
        waiting.delete(entry);
        entry.run();
      }
    },
  };
}

const start = async (settings: Parameters<typeof startChatCore>[0] = {}) => {
  const time = handTime();
  chat = await startChatCore(settings, {
    clock: { ...testClock(), monotonic: time.monotonic },
    schedule: time.schedule,
    script: (_, response) => {
      // The recorded call takes 700 ms.
      time.pass(700);
      void sendSse(response, chunks);
    },
  });
  await chat.ask('q', {}, streamed);
  await chat.semcache.core.settled();
  return time;
};

/** Asks for the stored stream and gathers what has come of it. */
function open(headers: Record<string, string>): { came: () => string; outgoing: ClientRequest } {
  let text = '';
  const outgoing = httpRequest(`${chat.semcache.url}/v1/chat/completions`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', authorization: 'Bearer key-one', ...headers },
  });
  outgoing.on('error', () => undefined);
  outgoing.on('response', (response) => {
    response.on('error', () => undefined);
    response.on('data', (chunk: Buffer) => (text += chunk.toString()));
  });
  outgoing.end(JSON.stringify({ model: 'gpt-test', messages: [{ role: 'user', content: 'q' }], ...streamed.body }));
  return { came: () => text, outgoing };
}

describe('the pace of a replayed stream', () => {
  test.each([
    ['recorded', 700],
    // Seven tokens, as the recorded usage says.
    ['20', 350],
  ])('%s: piece by piece over %i ms, byte for byte what was recorded', async (pace, totalMs) => {
    const time = await start();
    const stream = open({ 'x-semcache-pace': pace });
    let expected = '';
    for (const chunk of chunks) {
      await pollUntil(() => time.waiting.size === 1 && stream.came() === expected);
      time.pass(totalMs / chunks.length - 1);
      time.pass(1);
      expected += chunk;
    }
    await pollUntil(() => stream.came() === whole);
    const { items } = await chat.semcache.ask('traffic.list', { filter: { cacheStatus: ['hit'] } });
    expect(items).toMatchObject([{ totalMs, savedMs: 700 - totalMs, responseBytes: whole.length }]);
  });

  test('is instant unless someone says otherwise: project before settings, request before both', async () => {
    const time = await start({ cache: { pace: 'recorded' }, projects: { fast: { pace: 'instant' } } });
    const stream = open({});
    await pollUntil(() => time.waiting.size === 1);
    stream.outgoing.destroy();
    const instant = await chat.ask('q', { 'x-semcache-pace': 'instant' }, streamed);
    expect([outcomeOf(instant), instant.body.toString()]).toEqual(['hit exact exact_match', whole]);
    await chat.semcache.ask('settings.set', { patch: { cache: { pace: 'instant' } } });
    expect((await chat.ask('q', {}, streamed)).body.toString()).toBe(whole);
  });

  test('does not hold back an answer that is no stream', async () => {
    await start({ cache: { pace: 1 } });
    expect(outcomeOf(await chat.ask('q'))).toBe('hit exact exact_match');
  });

  test('a client that leaves stops the clock; a late timer catches up', async () => {
    const time = await start();
    const left = open({ 'x-semcache-pace': '1' });
    await pollUntil(() => time.waiting.size === 1);
    left.outgoing.destroy();
    await pollUntil(() => time.waiting.size === 0);
    const late = open({ 'x-semcache-pace': '1' });
    await pollUntil(() => time.waiting.size === 1);
    time.pass(60_000);
    await pollUntil(() => late.came() === whole);
    expect(time.waiting.size).toBe(0);
  });
});
