import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const modelsDir = join(import.meta.dirname, '..', '..', 'models');
const usage = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 };
const stored = 'How do I reverse a list in Python?';
/** Rewordings that the shipped models answer with the stored answer. */
const rewordings = [
  'How can I reverse a list in Python?',
  'How could I reverse a list in Python?',
  'How might I reverse a list in Python?',
  'How would I reverse a list in Python?',
];

describe('checks of answers by meaning, with the shipped models', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let answer = 'Call list.reverse(), or use slicing with a step of minus one.';
  let status = 200;
  /** Each answer of the upstream differs from all before. */
  let serial: number | null = null;

  const start = async (shadow: object): Promise<void> => {
    semcache = await runCore(
      {
        matching: { level: 'relaxed' },
        proxy: { defaultUpstream: 'here' },
        upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
        savings: { prices: [{ model: '*', inputPerMillion: 1000, outputPerMillion: 0 }] },
        shadow,
      },
      { modelsDir },
    );
    await semcache.core.settled();
    await ask(stored);
    await semcache.core.settled();
  };
  const ask = (text: string, headers: Record<string, string> = {}): Promise<RawResponse> =>
    postJson(
      `${semcache.url}/v1/chat/completions`,
      { model: 'gpt-test', messages: [{ role: 'user', content: text }] },
      { authorization: 'Bearer sk-one', ...headers },
    );
  const served = async (text: string): Promise<RawResponse> => {
    const response = await ask(text);
    expect(response.headers['x-cache-match']).toBe('semantic');
    await semcache.core.settled();
    return response;
  };

  beforeEach(async () => {
    answer = 'Call list.reverse(), or use slicing with a step of minus one.';
    status = 200;
    serial = null;
    upstream = await startUpstream((_, response) => {
      const content = serial === null ? answer : `There are ${String((serial += 1))} continents.`;
      if (status === 200) sendJson(response, chatCompletion(content, { usage }));
      else sendJson(response, { error: {} }, status);
    });
  });
  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test('are off until the owner wants them', async () => {
    await start({});
    await served(rewordings[0]!);
    expect(upstream.seen).toHaveLength(1);
    expect(await semcache.ask('shadow.get', {})).toMatchObject({ share: 0, checks: 0, falseRate: null });
  });

  test('send the same request upstream after the client is served, and count equal answers', async () => {
    await start({ share: 1 });
    await served(rewordings[0]!);
    expect(upstream.seen).toHaveLength(2);
    const [, check] = upstream.seen;
    expect(JSON.parse(check!.body.toString())).toMatchObject({ messages: [{ content: rewordings[0] }] });
    expect(check!.headers.authorization).toBe('Bearer sk-one');
    const report = await semcache.ask('shadow.get', {});
    expect(report).toMatchObject({
      checks: 1,
      same: 1,
      different: 0,
      falseRate: { rate: 0, low: 0 },
      today: { requests: 1, dollars: 1 },
    });
    expect(report.falseRate!.high).toBeCloseTo(0.793, 2);
    expect((await semcache.ask('shadow.list', {})).items).toMatchObject([
      {
        verdict: 'same',
        storedText: stored,
        askedText: rewordings[0],
        freshAnswer: answer,
        detail: 'The texts are equal.',
      },
    ]);
    // A check is no traffic of a client's.
    expect((await semcache.ask('traffic.list', {})).total).toBe(2);
  });

  test('an answer that differs forbids the pair, and the next request is fetched anew', async () => {
    await start({ share: 1 });
    answer = 'There are 7 continents.';
    await served(rewordings[0]!);
    expect(await semcache.ask('shadow.get', {})).toMatchObject({ different: 1 });
    expect((await semcache.ask('feedback.list', {})).items).toMatchObject([
      { verdict: 'wrong', stored, asked: rewordings[0] },
    ]);
    expect((await ask(rewordings[0]!)).headers['x-cache-status']).toBe('miss');
  });

  test('keep within the day’s requests and money', async () => {
    await start({ share: 1, maxRequestsPerDay: 1 });
    await served(rewordings[0]!);
    await served(rewordings[1]!);
    expect(upstream.seen).toHaveLength(2);
    await semcache.ask('settings.set', { patch: { shadow: { maxRequestsPerDay: 10, maxDollarsPerDay: 1 } } });
    await served(rewordings[2]!);
    expect(upstream.seen).toHaveLength(2);
    semcache.clock.advance(24 * 3600_000);
    await served(rewordings[3]!);
    expect(upstream.seen).toHaveLength(3);
  });

  test('a check that the upstream does not answer is unclear, and the owner’s word replaces it', async () => {
    await start({ share: 1 });
    status = 500;
    const response = await served(rewordings[0]!);
    expect(response.status).toBe(200);
    const { items } = await semcache.ask('shadow.list', { verdict: 'unclear' });
    expect(items).toHaveLength(1);
    await semcache.ask('shadow.judge', { id: items[0]!.id, verdict: 'same' });
    expect(await semcache.ask('shadow.get', {})).toMatchObject({ same: 1, unclear: 0 });
  });

  test('when too many are wrong, matching stops by itself, loudly, until the owner resumes', async () => {
    serial = 100;
    await start({ share: 1, maxFalseRate: 0.05, maxDollarsPerDay: 1000 });
    for (let index = 0; index < 12; index += 1) {
      // The marks that checks set would answer the next one from the upstream.
      await semcache.ask('feedback.reset', {});
      const before = await semcache.ask('shadow.get', {});
      expect(before).toMatchObject({ different: Math.min(index, 10), same: 0, unclear: 0 });
      if (before.stopped === null) await served(rewordings[index % 4]!);
    }
    const report = await semcache.ask('shadow.get', {});
    expect(report.stopped).toMatch(/\d+ of \d+ checked answers by meaning were wrong/);
    const next = await ask('How should I reverse a list in Python?');
    expect([next.headers['x-cache-status'], next.headers['x-cache-reason']]).toEqual(['miss', 'matching_stopped']);
    const status = await semcache.ask('status.get', {});
    expect(status.health.find(({ part }) => part === 'matching')).toMatchObject({
      state: 'degraded',
      reason: report.stopped,
    });
    expect(status.failures['matching_stopped']).toBe(1);
    await semcache.ask('shadow.resume', {});
    expect(await semcache.ask('shadow.get', {})).toMatchObject({ stopped: null, checks: 0 });
  });
});
