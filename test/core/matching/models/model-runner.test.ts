import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { ModelError } from '../../../../src-core/ports/model-runner.ts';
import { isAlive, startRunner } from './runner-support.ts';

const dot = (one: Float32Array, other: Float32Array) => one.reduce((sum, value, at) => sum + value * other[at]!, 0);

describe('shipped models in their process', { timeout: 30_000 }, () => {
  // Times on a machine that does other work too: the best of three counts.
  test('are ready within 1.5 seconds, reject requests before that, and say who they are', { retry: 2 }, async () => {
    const started = performance.now();
    const runner = startRunner();
    expect({ state: runner.state(), identity: runner.identity() }).toEqual({
      state: { state: 'starting', reason: null, backend: 'native', queueLength: 0, restarts: 0 },
      identity: '',
    });
    await expect(runner.embed('too early')).rejects.toMatchObject({ name: 'ModelError', code: 'starting' });
    expect(await runner.started()).toEqual({
      state: 'ready',
      reason: null,
      backend: 'native',
      queueLength: 0,
      restarts: 0,
    });
    expect(performance.now() - started).toBeLessThan(1500);
    expect(runner.identity()).toBe('all-MiniLM-L6-v2@618bdf0144f47204+semcache-verifier@93485fafbe28a2d2');
  });

  test('embed texts as unit vectors of 384 numbers, the same every time, near for near texts', async () => {
    const runner = startRunner();
    await runner.started();
    const { vector, pieces, unknownShare } = await runner.embed('How do I reset my password?');
    expect({ length: vector.length, pieces, unknownShare }).toEqual({ length: 384, pieces: 7, unknownShare: 0 });
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
    const others = await Promise.all(
      ['How do I reset my password?', 'How can I change my password?', 'What is the capital of France?'].map((text) =>
        runner.embed(text),
      ),
    );
    const [same, like, unlike] = others.map((other) => dot(vector, other.vector));
    expect(others[0]?.vector).toEqual(vector);
    expect(same).toBeCloseTo(1, 5);
    expect(like).toBeGreaterThan(0.8);
    expect(unlike).toBeLessThan(0.2);
  });

  test('count pieces before the cut, and the share they do not know', async () => {
    const runner = startRunner();
    await runner.started();
    const shares = async (text: string) => {
      const { pieces, unknownShare, vector } = await runner.embed(text);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
      return { pieces, unknownShare };
    };
    expect(await shares('')).toEqual({ pieces: 0, unknownShare: 0 });
    expect(await shares('word '.repeat(1000))).toEqual({ pieces: 1000, unknownShare: 0 });
    expect(await shares('🙂 ᚠᚢᚦ hello')).toEqual({ pieces: 3, unknownShare: 2 / 3 });
    expect((await shares('如何重置我的密码')).unknownShare).toBeGreaterThan(0.2);
    expect((await shares('\u{D800} a lone surrogate \u0000')).pieces).toBeGreaterThan(0);
  });

  test('verify pairs: high for paraphrases, low for traps, the same alone and among others, in either order', async () => {
    const runner = startRunner();
    await runner.started();
    const pairs = [
      { stored: 'How do I reset my password?', asked: 'How can I reset my password?' },
      { stored: 'How do I enable two-factor authentication?', asked: 'How do I disable two-factor authentication?' },
      { stored: 'List all files in a folder', asked: 'List all directories in a folder' },
      // Guards veto this one, and the verifier was trained on what they let through.
      { stored: 'convert 10 miles to km', asked: 'convert 10 km to miles' },
    ];
    const logits = await runner.verify(pairs);
    expect(logits.map((logit) => Math.round(logit * 10) / 10)).toEqual([4.5, -4.7, -4.7, -0.4]);
    expect(await runner.verify([])).toEqual([]);
    for (const [at, { stored, asked }] of pairs.entries()) {
      expect(await runner.verify([{ stored, asked }])).toEqual([logits[at]]);
      const [swapped] = await runner.verify([{ stored: asked, asked: stored }]);
      expect(swapped).toBeCloseTo(logits[at]!, 5);
    }
  });

  test(
    'fifty waiting texts leave the event loop of the proxy free, and come back each to its own',
    { retry: 2 },
    async () => {
      const runner = startRunner();
      await runner.started();
      const texts = Array.from({ length: 50 }, (_, at) => `What is ${at} times ${at + 1}?`);
      const alone = await runner.embed(texts[20]!);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const embeddings = await Promise.all(texts.map((text) => runner.embed(text)));
      delay.disable();
      expect(embeddings[20]).toEqual(alone);
      expect(new Set(embeddings.map(({ vector }) => vector.join())).size).toBe(50);
      expect(delay.percentile(99) / 1e6).toBeLessThan(20);
    },
  );

  test('close ends the process and what waits for it', async () => {
    const runner = startRunner();
    await runner.started();
    const waiting = Promise.allSettled([runner.embed('one'), runner.embed('two'), runner.embed('three')]);
    await runner.close();
    for (const result of await waiting) {
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(ModelError) });
    }
    expect({ alive: runner.pids.filter(isAlive), state: runner.state().state }).toEqual({ alive: [], state: 'off' });
    await expect(runner.embed('late')).rejects.toMatchObject({ code: 'off' });
    expect(runner.failures).toEqual([]);
  });

  test('close while they are loading leaves no process either', async () => {
    const runner = startRunner();
    await runner.until(() => runner.pids.length > 0);
    await runner.close();
    expect({ alive: runner.pids.filter(isAlive), state: runner.state().state }).toEqual({ alive: [], state: 'off' });
  });
});
