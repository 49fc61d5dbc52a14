import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const modelsDir = join(import.meta.dirname, '..', '..', 'models');
const usage = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 };

describe('the match lab, with the shipped models', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  const ask = (text: string, path = '/v1/chat/completions', model = 'gpt-test'): Promise<RawResponse> =>
    postJson(`${semcache.url}${path}`, { model, messages: [{ role: 'user', content: text }] });
  const store = async (...args: Parameters<typeof ask>): Promise<string> => {
    const answer = await ask(...args);
    await semcache.core.settled();
    return String(answer.headers['x-semcache-entry'] ?? (await newest()));
  };
  const newest = async (): Promise<string> => (await semcache.ask('entries.list', {})).items[0]!.id;
  const counts = async () => [
    (await semcache.ask('entries.list', {})).total,
    (await semcache.ask('traffic.list', {})).total,
    upstream.seen.length,
  ];

  beforeAll(async () => {
    upstream = await startUpstream((_, response) => sendJson(response, chatCompletion('an answer', { usage })));
    semcache = await runCore(
      {
        matching: { level: 'custom', target: 0.999 },
        proxy: { defaultUpstream: 'here' },
        upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
        savings: { prices: [{ model: '*', inputPerMillion: 1, outputPerMillion: 2 }] },
      },
      { modelsDir },
    );
    await semcache.core.settled();
    await store('How do I reverse a list in Python?');
    await store('How can I reverse a list in Python?');
    await store('How do I reverse a list in Ruby?');
    await store('What is the capital of France?', '/p/geography/v1/chat/completions', 'gpt-other');
  });
  afterAll(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test('a text is tried against everything stored, with each score and guard', async () => {
    const before = await counts();
    const tested = await semcache.ask('match.test', { text: 'How might I reverse a list in Python?', target: 0.95 });
    expect(tested.obstacle).toBeNull();
    const [first] = tested.candidates;
    expect(first).toMatchObject({
      storedText: expect.stringMatching(/in Python\?$/) as string,
      project: 'default',
      serves: true,
    });
    expect(first!.confidence).toBeGreaterThan(0.95);
    const ruby = tested.candidates.find(({ storedText }) => storedText.includes('Ruby'))!;
    expect(ruby).toMatchObject({ serves: false, reason: 'guard', confidence: null });
    expect(
      ruby.guards.some(
        ({ veto, stored, asked }) => veto && [...stored, ...asked].join(' ').toLowerCase().includes('ruby'),
      ),
    ).toBe(true);
    expect(await counts()).toEqual(before);
  });

  test('entries of one project or model only', async () => {
    const texts = async (more: { project?: string; model?: string }) =>
      (await semcache.ask('match.test', { text: "What is France's capital?", ...more })).candidates.map(
        ({ storedText }) => storedText,
      );
    expect(await texts({ project: 'geography' })).toEqual(['What is the capital of France?']);
    expect(await texts({ model: 'gpt-other' })).toEqual(['What is the capital of France?']);
    expect(await texts({ project: 'default' })).not.toContain('What is the capital of France?');
  });

  test('says what would keep a text from being compared', async () => {
    const { obstacle } = await semcache.ask('match.test', { text: 'What is the weather in Paris today?' });
    expect(obstacle).toMatch(/\w/);
  });

  test('replays the log at any target: hits, tokens and money gained, and which pairs', async () => {
    const before = await counts();
    const replay = await semcache.ask('match.replay', { target: 0.95 });
    expect(replay.requests).toBeGreaterThanOrEqual(3);
    expect(replay.chosen).toEqual({
      target: 0.95,
      hits: 1,
      gained: 1,
      lost: 0,
      tokens: 150,
      dollars: (100 + 2 * 50) / 1e6,
    });
    expect(replay.pairs).toMatchObject([
      {
        change: 'gained',
        storedText: 'How do I reverse a list in Python?',
        askedText: 'How can I reverse a list in Python?',
        verdict: null,
        tokens: 150,
      },
    ]);
    const hits = replay.curve.map((point) => point.hits);
    expect(hits).toEqual(hits.toSorted((one, other) => other - one));
    expect((await semcache.ask('match.replay', { target: 0.999 })).chosen).toMatchObject({
      hits: 0,
      gained: 0,
      lost: 0,
    });
    expect(await counts()).toEqual(before);
  });

  test('a hit that a stricter target would have lost is told as lost', async () => {
    await semcache.ask('settings.set', { patch: { matching: { level: 'relaxed' } } });
    const hit = await ask('How could I reverse a list in Python?');
    expect(hit.headers['x-cache-match']).toBe('semantic');
    const replay = await semcache.ask('match.replay', { target: 0.999 });
    expect(replay.chosen).toMatchObject({ lost: 1, tokens: -150 });
    expect(replay.pairs).toMatchObject([
      {
        change: 'lost',
        askedText: 'How could I reverse a list in Python?',
        requestId: hit.headers['x-semcache-request'],
      },
    ]);
  });

  test('a pair that was not served can be marked all the same', async () => {
    const before = await semcache.ask('match.replay', { target: 0.95 });
    const pair = before.pairs.find(({ change }) => change === 'gained')!;
    await semcache.ask('feedback.mark', { id: pair.requestId, verdict: 'wrong', entryId: pair.entryId });
    expect((await semcache.ask('feedback.list', {})).items).toMatchObject([
      { verdict: 'wrong', stored: pair.storedText, asked: pair.askedText },
    ]);
    const { pairs } = await semcache.ask('match.replay', { target: 0.95 });
    expect(pairs.find(({ requestId }) => requestId === pair.requestId)).toMatchObject({ verdict: 'wrong' });
    await semcache.ask('feedback.mark', { id: pair.requestId, verdict: null });
    expect((await semcache.ask('feedback.list', {})).total).toBe(0);
    await expect(
      semcache.ask('feedback.mark', { id: pair.requestId, verdict: 'wrong', entryId: 'e_other' }),
    ).rejects.toThrow(/conflict/);
  });

  test('without models a try says so', async () => {
    const plain = await runCore();
    await expect(plain.ask('match.test', { text: 'anything' })).rejects.toThrow(/conflict: The models are not ready/);
    expect(await plain.ask('match.replay', {})).toMatchObject({ requests: 0, from: null, pairs: [] });
    await plain.stop();
  });
});
