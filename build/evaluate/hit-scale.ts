import type { ScalePoint } from '../../src-core/matching/features.ts';
import { wilsonInterval } from '../../src-core/support/wilson.ts';

const logOdds = (share: number): number => Math.log(share / (1 - share));

/** Quantile of the one-sided 95 % bound: a margin for chance, not a second target. */
const marginZ = 1.64;

/** A pair this unlikely is shown as that: hits at least as sure would still be right on the whole, but not this one. */
const unlikely: ScalePoint = { score: -1, logOdds: -1 };

/** Shares that are laid on the scale where they are measured. */
const anchors = [0.93, 0.95, 0.96, 0.97, 0.98, 0.99];

/**
 * Lays the log-odds of single pairs on a scale where a target means the share of all hits that are right: for each share the
 * lowest score above which the one-sided 95 % lower bound of Wilson's reaches it. Shares that are reached nowhere, or at
 * no higher score than the one before, are left out.
 */
export function fitHitScale(scored: readonly { score: number; label: number }[]): ScalePoint[] {
  const sorted = scored.toSorted((one, other) => other.score - one.score);
  const points = [unlikely];
  for (const anchor of anchors) {
    let right = 0;
    let lowest: number | null = null;
    sorted.forEach(({ score, label }, index) => {
      right += label;
      // Pairs of one score are served or missed together.
      if (sorted[index + 1]?.score === score) return;
      if (wilsonInterval(right, index + 1, marginZ).low >= anchor) lowest = score;
    });
    const last = points.at(-1)?.score ?? Number.NEGATIVE_INFINITY;
    if (lowest !== null && lowest > last) points.push({ score: lowest, logOdds: logOdds(anchor) });
  }
  return points;
}
