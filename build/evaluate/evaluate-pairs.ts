import { decideCandidate } from '../../src-core/matching/decide.ts';
import type { MeasuredPair } from './measure-pairs.ts';

/** Static cosine thresholds that ours is compared with. */
export const staticThresholds = [0.8, 0.9, 0.95] as const;

interface Served {
  served: number;
  servedRight: number;
}

export interface PairsReport extends Served {
  pairs: number;
  positives: number;
  /** Share of served pairs that are labelled right; null when none was served. */
  precision: number | null;
  recall: number | null;
  byKind: Record<string, { n: number; served: number }>;
  baselines: Record<string, Served>;
}

/** Counts what would be served of labelled pairs at a target, beside static thresholds on the cosine alone. */
export function reportPairs(pairs: readonly MeasuredPair[], target: number): PairsReport {
  const served = pairs.filter((pair) => isServed(pair, target));
  const positives = pairs.filter((pair) => pair.row.label === 1).length;
  const count = countServed(served);
  return {
    pairs: pairs.length,
    positives,
    ...count,
    precision: count.served === 0 ? null : count.servedRight / count.served,
    recall: positives === 0 ? null : count.servedRight / positives,
    byKind: countKinds(pairs, new Set(served)),
    baselines: Object.fromEntries(
      staticThresholds.map((threshold) => [
        `cosine${threshold.toFixed(2)}`,
        countServed(pairs.filter((pair) => pair.exact || pair.cosine >= threshold)),
      ]),
    ),
  };
}

export function isServed({ exact, candidate, logit }: MeasuredPair, target: number): boolean {
  return exact || (candidate !== null && decideCandidate(candidate, logit, target).serve);
}

function countServed(pairs: readonly MeasuredPair[]): Served {
  return { served: pairs.length, servedRight: pairs.filter((pair) => pair.row.label === 1).length };
}

function countKinds(
  pairs: readonly MeasuredPair[],
  served: ReadonlySet<MeasuredPair>,
): Record<string, { n: number; served: number }> {
  const kinds: Record<string, { n: number; served: number }> = {};
  for (const pair of pairs) {
    const { source = '', kind = '', label } = pair.row;
    const count = (kinds[`${source} | ${kind} | ${String(label)}`] ??= { n: 0, served: 0 });
    count.n++;
    if (served.has(pair)) count.served++;
  }
  return kinds;
}
