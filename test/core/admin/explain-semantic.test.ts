import { expect, test } from 'vitest';
import { explainSemantic } from '../../../src-core/admin/explain-semantic.ts';
import type { EntryDetail, MatchCandidate } from '../../../src-core/contracts/views.ts';

const entry = (id: string): EntryDetail | undefined =>
  id === 'gone' ? undefined : ({ promptPreview: 'a stored text' } as EntryDetail);
const candidate = (changes: Partial<MatchCandidate>): MatchCandidate => ({
  entryId: 'e',
  cosine: 0.912,
  logit: null,
  confidence: null,
  target: 0.97,
  reason: 'guard',
  guards: [],
  ...changes,
});

test('says what was compared, nearest first, with the words and figures that decided', () => {
  expect(explainSemantic(null, entry)).toEqual([]);
  expect(explainSemantic({ target: 0.97, obstacle: 'The text holds fenced code.', candidates: [] }, entry)).toEqual([
    'By meaning: The text holds fenced code.',
  ]);
  expect(explainSemantic({ target: 0.97, obstacle: null, candidates: [] }, entry)).toEqual([
    'By meaning: no stored request that shares everything else is near.',
  ]);
  const lines = explainSemantic(
    {
      target: 0.97,
      obstacle: null,
      candidates: [
        candidate({ guards: [{ guard: 'numbers', veto: true, stored: ['10'], asked: [] }] }),
        candidate({ entryId: 'gone', reason: 'below_target', logit: 2.5, confidence: 0.93 }),
        candidate({ reason: 'served', logit: 4.5, confidence: 0.98 }),
        candidate({ reason: 'too_far' }),
      ],
    },
    entry,
  );
  expect(lines).toEqual([
    'By meaning: "a stored text": cosine 0.912; it differs in numbers: "10" against nothing.',
    'By meaning: entry gone, removed since: cosine 0.912, verifier 2.50; confidence 0.930 is below the target 0.970.',
    'By meaning: "a stored text": cosine 0.912, verifier 4.50; confidence 0.980 reaches the target 0.970.',
  ]);
});
