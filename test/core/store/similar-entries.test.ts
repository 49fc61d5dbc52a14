import { expect, test } from 'vitest';
import type { AnswerDraft } from '../../../src-core/ports/answer-store.ts';
import { draft, noise } from './store-drafts.ts';
import { openTestStore } from './store-support.ts';
import { put } from './store-under-test.ts';

/** An entry of the same last text as the others, whose packed answer has so many bytes. */
const ofSize = (name: string, bytes: number): AnswerDraft =>
  draft(name, { promptText: 'the same question', body: noise(bytes, bytes) });

test('explaining one miss reads no more than a few hundred kilobytes', async () => {
  const { answers } = openTestStore();
  const found = (): string[] =>
    answers.similar({ promptText: 'the same question', conversation: [] }).map(({ id }) => id);
  const small = await put(answers, ofSize('small', 100), ofSize('also small', 101));
  const [huge = ''] = await put(answers, ofSize('huge', 400_000));
  expect(found().toSorted()).toEqual(small.toSorted());
  const large = await put(answers, ofSize('large', 150_000), ofSize('also large', 150_001));
  expect(found().filter((id) => large.includes(id))).toHaveLength(1);
  expect(found()).not.toContain(huge);
});
