import { wilson } from './describe.ts';

export interface HitScale {
  slope: number;
  shift: number;
}

const logOdds = (share: number): number => Math.log(share / (1 - share));

/** Quantile of the one-sided 95 % bound: a margin for chance, not a second target. */
const marginZ = 1.64;

/** Targets between which the scale is fitted. */
const anchors = [0.93, 0.95, 0.97, 0.98, 0.99];

/**
 * Lays the log-odds of single pairs on a scale where a target means the share of all hits that are right: for each anchor
 * the lowest score above which the one-sided 95 % lower bound of Wilson's reaches it, and a line through those points.
 */
export function fitHitScale(scored: readonly { score: number; label: number }[]): HitScale {
  const sorted = scored.toSorted((one, other) => other.score - one.score);
  const points: { score: number; target: number }[] = [];
  for (const anchor of anchors) {
    let right = 0;
    let lowest: number | null = null;
    sorted.forEach(({ score, label }, index) => {
      right += label;
      const interval = wilson(right, index + 1, marginZ);
      if (interval && interval.low >= anchor) lowest = score;
    });
    if (lowest !== null) points.push({ score: lowest, target: logOdds(anchor) });
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanScore = mean(points.map(({ score }) => score));
  const meanTarget = mean(points.map(({ target }) => target));
  const covariance = points.reduce((sum, { score, target }) => sum + (score - meanScore) * (target - meanTarget), 0);
  const variance = points.reduce((sum, { score }) => sum + (score - meanScore) ** 2, 0);
  const slope = covariance / variance;
  return { slope, shift: meanTarget - slope * meanScore };
}
