import { describe, expect, it } from 'vitest';
import { matchCandidateSchema } from '../../../src-core/contracts/views.ts';
import { differencesOf, matchReasonWords } from '../../../renderer/src/model/match-words.ts';

const candidate = matchCandidateSchema.parse({
  entryId: 'e_1',
  cosine: 0.97,
  logit: null,
  confidence: null,
  target: 0.97,
  reason: 'guard',
  guards: [
    { guard: 'names', veto: false, stored: ['Sum'], asked: [] },
    { guard: 'numbers', veto: true, stored: ['3', '4'], asked: ['5'] },
    { guard: 'brand_new', veto: true, stored: [], asked: ['x'] },
  ],
});

describe('words of a comparison', () => {
  it('puts what decided first', () => {
    expect(differencesOf(candidate)).toEqual([
      { name: 'Numbers', stored: '3, 4', asked: '5' },
      { name: 'brand_new', stored: 'nothing', asked: 'x' },
      { name: 'Names', stored: 'Sum', asked: 'nothing' },
    ]);
  });

  it('says every reason in words, and an unknown one as it is', () => {
    expect([matchReasonWords('below_target'), matchReasonWords('brand_new')]).toEqual([
      'Not served: the confidence is below the target.',
      'brand_new',
    ]);
  });
});
