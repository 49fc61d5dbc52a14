import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideCandidate, guardCandidate, logOddsAt, targets } from '../../../src-core/matching/decide.ts';
import { readText } from '../../../src-core/matching/text/read-text.ts';

const candidate = (stored: string, asked: string, cosine: number) =>
  guardCandidate(readText(stored), readText(asked), cosine);
const reworded = candidate('How do I reset my Gmail password?', 'How can I reset my Gmail password?', 0.97);

test('a plain rewording with a high logit is served, and says why', () => {
  const decision = decideCandidate(reworded, 4.6, targets.balanced);
  expect(decision).toMatchObject({ serve: true, reason: 'served', cosine: 0.97, logit: 4.6, target: 0.97 });
  expect(decision.confidence).toBeGreaterThan(0.97);
  expect(decision.guards.every((verdict) => !verdict.veto)).toBe(true);
});

test('reasons of a miss: below target, vetoed, too far, not verified', () => {
  const vetoed = candidate('How do I enable it?', 'How do I disable it?', 0.97);
  const far = candidate('How do I enable it?', 'How do I enable it now?', 0.6);
  expect([
    decideCandidate(reworded, -1, targets.balanced).reason,
    decideCandidate(vetoed, 9, targets.balanced).reason,
    decideCandidate(far, 9, targets.balanced).reason,
    decideCandidate(reworded, null, targets.balanced).reason,
  ]).toEqual(['below_target', 'guard', 'too_far', 'below_target']);
});

test('marks overrule the score: forbidden never serves, confirmed does', () => {
  const forbidden = decideCandidate(reworded, 9, 0.5, { mark: 'forbidden', strictness: 0 });
  const confirmed = decideCandidate(reworded, -9, 0.99, { mark: 'confirmed', strictness: 0 });
  expect([forbidden.serve, forbidden.reason, confirmed.serve, confirmed.reason]).toEqual([
    false,
    'forbidden',
    true,
    'confirmed',
  ]);
});

test('strictness of an entry raises the target that applies', () => {
  const usual = decideCandidate(reworded, 4.6, 0.97);
  const strict = decideCandidate(reworded, 4.6, 0.97, { mark: null, strictness: 3 });
  expect(usual.appliedTarget).toBeCloseTo(0.97, 10);
  expect(strict.appliedTarget).toBeGreaterThan(0.998);
  expect([usual.serve, strict.serve]).toEqual([true, false]);
});

test('confidence grows with cosine and logit', () => {
  const confidence = (cosine: number, logit: number): number =>
    decideCandidate({ ...reworded, cosine }, logit, 0.97).confidence ?? 0;
  fc.assert(
    fc.property(
      fc.double({ min: 0.7, max: 0.98, noNaN: true }),
      fc.double({ min: 0, max: 4.5, noNaN: true }),
      (c, l) => {
        expect(confidence(c + 0.01, l)).toBeGreaterThanOrEqual(confidence(c, l));
        expect(confidence(c, l + 0.1)).toBeGreaterThanOrEqual(confidence(c, l));
      },
    ),
  );
});

test('a scale is straight between its points and beyond them', () => {
  const scale = [
    { score: 0, logOdds: 2 },
    { score: 1, logOdds: 3 },
    { score: 3, logOdds: 4 },
  ];
  expect([-1, 0, 0.5, 1, 2, 3, 5].map((score) => logOddsAt(scale, score))).toEqual([1, 2, 2.5, 3, 3.5, 4, 5]);
});

test('no text makes it throw, and a text beside itself is never vetoed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 200 }), (one, other) => {
      candidate(one, other, 0.9);
      expect(candidate(one, one, 1).passed).toBe(true);
    }),
  );
});

test('the verifier reads typos and equivalents mended, and one closing question mark', () => {
  const { verify } = candidate('How do I delete a folder in Linux?', 'how do i deleet a directory in linux', 0.9);
  expect(verify).toEqual({ stored: 'How do I delete a folder in Linux?', asked: 'how do i delete a folder in linux' });
});
