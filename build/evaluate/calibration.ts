import { basename, join } from 'node:path';
import { root } from '../root.ts';
import { anchorPairs, keptFromVerifier } from './anchors.ts';
import { fitPairs, scorePair, type Fitted } from './fit.ts';
import { editedPairs } from './edits.ts';
import { fitHitScale, type Scored } from './hit-scale.ts';
import type { ScalePoint } from '../../src-core/matching/features.ts';
import { logOddsAt } from '../../src-core/matching/decide.ts';
import { sigmoid } from './logistic.ts';
import type { LocalModels } from './local-models.ts';
import { measurePairs, type MeasuredPair } from './measure-pairs.ts';
import { parityLines, readPairs } from './read-rows.ts';
import { readAsDifferent, readAsSame } from './relabelled.ts';

/** Weight of a trap beside a question pair: the verifier has seen the traps, so they steer only what it can't. */
const trapWeight = 0.15;
const anchors = join(root, 'build', 'verifier-training', 'anchors');
/** Requests by hand that no verifier was trained on; odd lines are never fitted. */
const fresh = join(root, 'build', 'verifier-training', 'held-back');
/** Edits of the even rows' own texts, which no model has seen: they say what typos and courtesies are worth. */
const editCount = 2000;
const editSeed = 20;
const editWeight = 0.3;

/**
 * Fits the decision on even rows, with the labels that a person corrected, and on the anchors kept from the verifier, and
 * writes data/calibration.ts's source.
 */
export async function calibrationSource(
  pairsFile: string,
  trapsFile: string | null,
  models: LocalModels,
): Promise<{ source: string; summary: string }> {
  const pairs = await measurePairs(readPairs(pairsFile), models);
  const even = pairs.filter((pair) => pair.index % 2 === 0).map(correctLabel);
  const traps = trapsFile === null ? [] : await measurePairs(readPairs(trapsFile), models);
  const byHand = await measurePairs(
    [...anchorPairs(anchors, keptFromVerifier), ...anchorPairs(fresh, parityLines.even)],
    models,
  );
  const evenTexts = even.filter(({ row }) => row.a.length < 200).map(({ row }) => row.a);
  const edits = await measurePairs(editedPairs(evenTexts, editCount, editSeed), models);
  const weights = new Map([
    ...traps.map((pair): [MeasuredPair, number] => [pair, trapWeight]),
    ...edits.map((pair): [MeasuredPair, number] => [pair, editWeight]),
  ]);
  const fitted = fitPairs([...even, ...traps, ...byHand, ...edits], (pair) => weights.get(pair) ?? 1);
  // A rewording by hand counts as often as a near miss here: each request has both, and three near misses twice over.
  const handCounted = byHand.filter(({ row }) => row.kind !== 'near miss, reworded');
  const scoredOf = (pairs: readonly MeasuredPair[]): Scored[] =>
    pairs.flatMap((pair) => {
      const score = scorePair(fitted, pair);
      return score === null ? [] : [{ score, label: pair.row.label }];
    });
  const groups = { 'even rows': scoredOf(even), 'by hand': scoredOf(handCounted) };
  const scale = fitHitScale(Object.values(groups));
  const files = [`--pairs ${basename(pairsFile)}`, ...(trapsFile === null ? [] : [`--traps ${basename(trapsFile)}`])];
  return {
    source: sourceOf(fitted, scale, `npm run calibrate -- ${files.join(' ')}`),
    summary: Object.entries(groups)
      .map(([name, scored]) => summaryOf(name, scored, scale))
      .join(''),
  };
}

function correctLabel(pair: MeasuredPair): MeasuredPair {
  if (readAsSame.has(pair.index)) return { ...pair, row: { ...pair.row, label: 1 } };
  if (readAsDifferent.has(pair.index)) return { ...pair, row: { ...pair.row, label: 0 } };
  return pair;
}

function sourceOf({ intercept, weights }: Fitted, scale: readonly ScalePoint[], command: string): string {
  const lines = Object.entries(weights).map(([name, weight]) => `    ${name}: ${rounded(weight)},`);
  const points = scale.map(({ score, logOdds }) => `    { score: ${rounded(score)}, logOdds: ${rounded(logOdds)} },`);
  return `/* Made by \`${command}\` on ${new Date().toISOString().slice(0, 10)}; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  scale: [
${points.join('\n')}
  ],
  intercept: ${rounded(intercept)},
  weights: {
${lines.join('\n')}
  },
};
`;
}

const rounded = (value: number): string => String(Number(value.toFixed(4)));

/** Pairs of the fit that each target would serve, and how many of them are right. */
function summaryOf(name: string, scored: readonly Scored[], scale: readonly ScalePoint[]): string {
  return [0.9, 0.95, 0.97, 0.99]
    .map((target) => {
      const served = scored.filter(({ score }) => sigmoid(logOddsAt(scale, score)) >= target);
      const right = served.filter(({ label }) => label === 1).length;
      return `${name}, target ${target.toFixed(2)}: ${String(served.length)} of ${String(scored.length)} served, right ${(right / Math.max(1, served.length)).toFixed(4)}\n`;
    })
    .join('');
}
