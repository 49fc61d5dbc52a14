import { basename } from 'node:path';
import { fitPairs, scorePair, type Fitted } from './fit.ts';
import { sigmoid } from './logistic.ts';
import type { LocalModels } from './local-models.ts';
import { measurePairs, type MeasuredPair } from './measure-pairs.ts';
import { readPairs } from './read-rows.ts';
import { readAsDifferent, readAsSame } from './relabelled.ts';

/** Weight of a trap beside a question pair: the verifier has seen the traps, so they steer only what it can't. */
const trapWeight = 0.2;

/** Fits the decision on even rows, with the labels that a person corrected, and writes data/calibration.ts's source. */
export async function calibrationSource(
  pairsFile: string,
  trapsFile: string | null,
  models: LocalModels,
): Promise<{ source: string; summary: string }> {
  const pairs = await measurePairs(readPairs(pairsFile), models);
  const even = pairs.filter((pair) => pair.index % 2 === 0).map(correctLabel);
  const traps = trapsFile === null ? [] : await measurePairs(readPairs(trapsFile), models);
  const isTrap = new Set(traps);
  const fitted = fitPairs([...even, ...traps], (pair) => (isTrap.has(pair) ? trapWeight : 1));
  const files = [`--pairs ${basename(pairsFile)}`, ...(trapsFile === null ? [] : [`--traps ${basename(trapsFile)}`])];
  return { source: sourceOf(fitted, `npm run calibrate -- ${files.join(' ')}`), summary: summaryOf(fitted, even) };
}

function correctLabel(pair: MeasuredPair): MeasuredPair {
  if (readAsSame.has(pair.index)) return { ...pair, row: { ...pair.row, label: 1 } };
  if (readAsDifferent.has(pair.index)) return { ...pair, row: { ...pair.row, label: 0 } };
  return pair;
}

function sourceOf({ intercept, weights }: Fitted, command: string): string {
  const lines = Object.entries(weights).map(([name, weight]) => `    ${name}: ${weight.toFixed(4)},`);
  return `/* Made by \`${command}\` on ${new Date().toISOString().slice(0, 10)}; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  intercept: ${intercept.toFixed(4)},
  weights: {
${lines.join('\n')}
  },
};
`;
}

/** How confidence and corrected labels agree on the rows of the fit, by band. */
function summaryOf(fitted: Fitted, pairs: readonly MeasuredPair[]): string {
  const bands = [0, 0.5, 0.8, 0.9, 0.95, 0.97, 0.99, 1];
  const scored = pairs.flatMap((pair) => {
    const score = scorePair(fitted, pair);
    return score === null ? [] : [{ confidence: sigmoid(score), label: pair.row.label }];
  });
  return bands
    .slice(1)
    .map((high, index) => {
      const low = bands[index] ?? 0;
      const inside = scored.filter(({ confidence }) => confidence >= low && confidence < high);
      const right = inside.filter(({ label }) => label === 1).length;
      return `confidence ${low.toFixed(2)} to ${high.toFixed(2)}: ${String(inside.length)} pairs, right ${(right / Math.max(1, inside.length)).toFixed(3)}\n`;
    })
    .join('');
}
