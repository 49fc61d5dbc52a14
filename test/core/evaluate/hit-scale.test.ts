import { describe, expect, test } from 'vitest';
import { fitHitScale } from '../../../build/evaluate/hit-scale.ts';

const scored = (score: number, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ score, label: 1 })),
  ...Array.from({ length: wrong }, () => ({ score, label: 0 })),
];
const odds = (share: number) => Math.log(share / (1 - share));

describe('the scale of hits', () => {
  test('a share lies at the lowest score above which it holds with a margin for chance', () => {
    // 1,000 of 1,000 are at least 99.7 % right; with the second step 1,980 of 2,000 are, at least 98.6 %.
    const points = fitHitScale([...scored(3, 1000, 0), ...scored(2, 980, 20), ...scored(1, 500, 500)]);
    const at = (share: number) => points.find(({ logOdds }) => Math.abs(logOdds - odds(share)) < 1e-9)?.score;
    expect([at(0.99), at(0.98)]).toEqual([3, 2]);
    // 2,480 of 3,000: no share of the scale holds there.
    expect(points.every(({ score }) => score !== 1)).toBe(true);
  });

  test('too few pairs prove nothing, however right they are', () => {
    expect(fitHitScale(scored(5, 10, 0))).toEqual([{ score: -1, logOdds: -1 }]);
  });

  test('scores rise with the shares', () => {
    const points = fitHitScale([
      ...scored(4, 2000, 2),
      ...scored(3, 900, 30),
      ...scored(2, 900, 60),
      ...scored(1, 900, 100),
    ]);
    const scores = points.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => one - other));
    expect(new Set(scores).size).toBe(scores.length);
    expect(points.map(({ logOdds }) => logOdds)).toEqual(
      points.map(({ logOdds }) => logOdds).toSorted((a, b) => a - b),
    );
  });
});
