import { join } from 'node:path';
import { matchTargets } from '../../src-core/contracts/settings.ts';
import { decideCandidate, guardCandidate } from '../../src-core/matching/decide.ts';
import { forkModelProcess } from '../../src-core/matching/models/fork-model-process.ts';
import { startModelRunner } from '../../src-core/matching/models/model-runner.ts';
import { readText } from '../../src-core/matching/text/read-text.ts';
import { root } from '../root.ts';
import { percentile } from './load.ts';
import { asked, stored } from './semantic-questions.ts';
import { ms, type Line } from './semantic-lines.ts';

export interface Stages {
  lines: Line[];
  /** Embedding and verification one after the other, p50, milliseconds. */
  modelsMs: number;
  /** Identity of the models, and their vectors of the stored texts. */
  identity: string;
  vectors: Float32Array[];
}

/** Middle and slow end of some work, milliseconds; the first tenth warms up. */
export async function timed(rounds: number, work: (index: number) => unknown): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const startedAt = performance.now();
    await work(index);
    times.push(performance.now() - startedAt);
  }
  const sorted = times.slice(Math.floor(rounds / 10)).toSorted((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
}

/** The stages by themselves, in the processes they run in. */
export async function benchStages(folder: string): Promise<Stages> {
  const ignore = (): void => undefined;
  const runner = startModelRunner({
    modelsFolder: join(root, 'models'),
    embedder: 'all-MiniLM-L6-v2',
    verifier: 'semcache-verifier',
    memoryPath: join(folder, 'models.json'),
    appVersion: 'bench',
    spawn: forkModelProcess,
    clock: { now: Date.now, monotonic: () => performance.now() },
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    countFailure: ignore,
    onChange: ignore,
  });
  const loadedAt = performance.now();
  await runner.started();
  const load = performance.now() - loadedAt;
  const identity = runner.identity();
  const vectors: Float32Array[] = [];
  for (const text of stored) vectors.push((await runner.embed(text)).vector);
  const embed = await timed(300, (index) => runner.embed(asked[index % asked.length] ?? ''));
  const verify = await timed(300, (index) =>
    runner.verify([{ stored: stored[index % 10] ?? '', asked: asked[index % 10] ?? '' }]),
  );
  // A hit asks one model after the other, and each finds the processor's caches full of the other.
  const both = await timed(300, async (index) => {
    await runner.embed(asked[index % asked.length] ?? '');
    await runner.verify([{ stored: stored[index % 10] ?? '', asked: asked[index % 10] ?? '' }]);
  });
  await runner.close();
  const decide = await timed(2000, (index) => {
    const candidate = guardCandidate(readText(stored[index % 10] ?? ''), readText(asked[index % 10] ?? ''), 0.95);
    return decideCandidate(candidate, 4.5, matchTargets.balanced);
  });
  const lines: Line[] = [
    { what: 'models load from disk', figures: ms(load), goal: '<= 1500 ms', met: load <= 1500 },
    { what: 'embed a text', figures: `p50 ${ms(embed.p50)}, p99 ${ms(embed.p99)}`, goal: 'shown', met: true },
    {
      what: 'verify a pair, both orders',
      figures: `p50 ${ms(verify.p50)}, p99 ${ms(verify.p99)}`,
      goal: 'second stage <= 6 ms',
      met: verify.p50 <= 6,
    },
    {
      what: 'embed and verify, one after the other as a hit does',
      figures: `p50 ${ms(both.p50)}, p99 ${ms(both.p99)}`,
      goal: 'shown',
      met: true,
    },
    {
      what: 'guards and decision',
      figures: `p50 ${decide.p50.toFixed(3)} ms, p99 ${decide.p99.toFixed(3)} ms`,
      goal: '<= 0.3 ms',
      met: decide.p50 <= 0.3,
    },
  ];
  return { lines, modelsMs: both.p50, identity, vectors };
}
