import { describe, expect, test } from 'vitest';
import { fitHitScale } from '../../../build/evaluate/hit-scale.ts';

const scored = (score: number, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ score, label: 1 })),
  ...Array.from({ length: wrong }, () => ({ score, label: 0 })),
];
const odds = (share: number) => Math.log(share / (1 - share));

describe('the scale of hits', () => {
  test('a share lies at the lowest score above which it holds with a margin for chance', () => {
    // Of the first step at least 99.7 % are right; with the second 1,980 of 2,000, at least 98.5 %; with the third 2,780
    // of 3,000, at least 91.8 %, which no share of the scale allows.
    const points = fitHitScale([[...scored(3, 1000, 0), ...scored(2, 980, 20), ...scored(1, 800, 200)]]);
    // Where several shares are reached at one score, the first of them stands for it.
    expect(points).toEqual([
      { score: -1, logOdds: -1 },
      { score: 2, logOdds: odds(0.93) },
      { score: 3, logOdds: odds(0.99) },
    ]);
  });

  test('a share holds for each kind of request apart, however right they are together', () => {
    const easy = [...scored(3, 5000, 0), ...scored(2, 5000, 0)];
    const hard = [...scored(3, 1000, 0), ...scored(2, 200, 60)];
    expect(fitHitScale([easy])).toContainEqual({ score: 2, logOdds: odds(0.93) });
    expect(fitHitScale([[...easy, ...hard]])).toContainEqual({ score: 2, logOdds: odds(0.93) });
    // Of the hard ones with the second step 1,200 of 1,260 are right, at least 94.1 %: that allows 0.93 only.
    expect(fitHitScale([easy, hard])).toEqual([
      { score: -1, logOdds: -1 },
      { score: 2, logOdds: odds(0.93) },
      { score: 3, logOdds: odds(0.95) },
    ]);
  });

  test('too few pairs prove nothing, however right they are', () => {
    expect(fitHitScale([scored(5, 10, 0)])).toEqual([{ score: -1, logOdds: -1 }]);
  });

  test('scores rise with the shares', () => {
    const points = fitHitScale([
      [...scored(4, 2000, 2), ...scored(3, 900, 30), ...scored(2, 900, 60), ...scored(1, 900, 100)],
    ]);
    const scores = points.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => one - other));
    expect(new Set(scores).size).toBe(scores.length);
    expect(points.map(({ logOdds }) => logOdds)).toEqual(
      points.map(({ logOdds }) => logOdds).toSorted((a, b) => a - b),
    );
  });
});
