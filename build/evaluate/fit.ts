import { featureNames, readFeatures } from '../../src-core/matching/features.ts';
import { fitLogistic, type RegressionRow } from './logistic.ts';
import type { MeasuredPair } from './measure-pairs.ts';

/** Intercept and weights by name, as data/calibration.ts holds them. */
export interface Fitted {
  intercept: number;
  weights: Record<string, number>;
}

export const ridge = 3;

/** Fits the logistic on pairs that the guards let through; only there is the confidence ever used. */
export function fitPairs(pairs: readonly MeasuredPair[], weightOf: (pair: MeasuredPair) => number): Fitted {
  const rows = pairs.flatMap((pair) => regressionRow(pair, weightOf(pair)));
  const { intercept, weights } = fitLogistic(rows, ridge);
  return { intercept, weights: Object.fromEntries(featureNames.map((name, index) => [name, weights[index] ?? 0])) };
}

function regressionRow({ candidate, cosine, logit, row }: MeasuredPair, weight: number): RegressionRow[] {
  if (!candidate?.passed || logit === null) return [];
  const features = readFeatures(candidate.pair, cosine, logit);
  return [{ x: featureNames.map((name) => features[name]), y: row.label, weight }];
}

/** Log-odds that a fit gives a pair. */
export function scorePair({ intercept, weights }: Fitted, { candidate, cosine, logit }: MeasuredPair): number | null {
  if (!candidate?.passed || logit === null) return null;
  const features = readFeatures(candidate.pair, cosine, logit);
  return featureNames.reduce((sum, name) => sum + (weights[name] ?? 0) * features[name], intercept);
}
