import { featureNames, readFeatures, type FeatureName } from '../../src-core/matching/features.ts';
import { fitLogistic, type RegressionRow } from './logistic.ts';
import type { MeasuredPair } from './measure-pairs.ts';

/** Intercept and weights by name, as data/calibration.ts holds them. */
export interface Fitted {
  intercept: number;
  weights: Record<string, number>;
}

export const ridge = 3;

/**
 * What more of a figure may do to the confidence: nothing that speaks against a hit may come to speak for it by some
 * accident of the labels. 0 leaves a figure free.
 */
const direction: Readonly<Record<FeatureName, 1 | -1 | 0>> = {
  cosine: 1,
  logit: 1,
  logitAbove4: 1,
  oneSided: -1,
  shortness: 0,
  orderKept: 1,
  substituted: -1,
  verbatim: 1,
  statement: 0,
  plain: 0,
  plainLogit: 1,
  nearAndSure: 1,
  exchangedInLike: -1,
};

/**
 * Fits the logistic on pairs that the guards let through; only there is the confidence ever used. Figures whose weight
 * comes out against their direction are dropped, the largest first, and the rest fitted again.
 */
export function fitPairs(pairs: readonly MeasuredPair[], weightOf: (pair: MeasuredPair) => number): Fitted {
  const rows = pairs.flatMap((pair) => regressionRow(pair, weightOf(pair)));
  const spreads = new Map(featureNames.map((name, column) => [name, spreadOf(rows.map((row) => row.x[column] ?? 0))]));
  let kept: FeatureName[] = [...featureNames];
  for (;;) {
    const columns = kept.map((name) => featureNames.indexOf(name));
    const { intercept, weights } = fitLogistic(
      rows.map((row) => ({ ...row, x: columns.map((column) => row.x[column] ?? 0) })),
      ridge,
    );
    const against = kept
      .map((name, index) => ({
        name,
        size: -(weights[index] ?? 0) * direction[name] * (spreads.get(name) ?? 0),
      }))
      .filter(({ size }) => size > 0)
      .sort((one, other) => other.size - one.size);
    const [worst] = against;
    if (!worst) {
      const named = new Map(kept.map((name, index) => [name, weights[index] ?? 0]));
      return { intercept, weights: Object.fromEntries(featureNames.map((name) => [name, named.get(name) ?? 0])) };
    }
    kept = kept.filter((name) => name !== worst.name);
  }
}

function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
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
