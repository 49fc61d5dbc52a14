import type { ScalePoint } from '../../src-core/matching/features.ts';
import { wilsonInterval } from '../../src-core/support/wilson.ts';

const logOdds = (share: number): number => Math.log(share / (1 - share));

/** Quantile of the one-sided 90 % bound: a margin for chance, not a second target; each group has to hold it. */
const marginZ = 1.28;

/** A pair this unlikely is shown as that: hits at least as sure would still be right on the whole, but not this one. */
const unlikely: ScalePoint = { score: -1, logOdds: -1 };

/** Shares that are laid on the scale where they are measured. */
const anchors = [0.93, 0.95, 0.96, 0.97, 0.98, 0.99];

/** A pair that the guards let through: the fit's log-odds, and whether it is the same. */
export interface Scored {
  score: number;
  label: number;
}

/**
 * Lays the log-odds of single pairs on a scale where a target means the share of all hits that are right, and means it for
 * each kind of request apart: for each share the lowest score above which the one-sided 90 % lower bound of Wilson's reaches it in
 * every group. Shares that a group reaches nowhere, or that are reached at no higher score than the one before, are left out.
 */
export function fitHitScale(groups: readonly (readonly Scored[])[]): ScalePoint[] {
  const points = [unlikely];
  for (const anchor of anchors) {
    const lowest = groups.map((group) => lowestScore(group, anchor));
    const score = Math.max(...lowest.map((found) => found ?? Number.POSITIVE_INFINITY));
    const last = points.at(-1)?.score ?? Number.NEGATIVE_INFINITY;
    if (Number.isFinite(score) && score > last) points.push({ score, logOdds: logOdds(anchor) });
  }
  return points;
}

/** Null when the share is reached nowhere. */
function lowestScore(scored: readonly Scored[], share: number): number | null {
  const sorted = scored.toSorted((one, other) => other.score - one.score);
  let right = 0;
  let lowest: number | null = null;
  sorted.forEach(({ score, label }, index) => {
    right += label;
    // Pairs of one score are served or missed together.
    if (sorted[index + 1]?.score === score) return;
    if (wilsonInterval(right, index + 1, marginZ).low >= share) lowest = score;
  });
  return lowest;
}
