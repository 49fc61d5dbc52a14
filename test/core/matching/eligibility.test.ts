import { expect, test } from 'vitest';
import { exactOnlyReason, type ExactOnlyReason } from '../../../src-core/matching/eligibility.ts';

const cases: readonly (readonly [string, number, ExactOnlyReason | null])[] = [
  ['What is the capital of Norway?', 0, null],
  ['?!', 0, 'empty'],
  [Array.from({ length: 81 }, () => 'word').join(' '), 0, 'too_long'],
  [Array.from({ length: 80 }, () => 'word').join(' '), 0, null],
  ['Explain this:\n```js\nlet a = 1;\n```', 0, 'fenced_code'],
  [Array.from({ length: 9 }, (_, line) => `line ${String(line)}`).join('\n'), 0, 'pasted_document'],
  ['ვინ არის პრეზიდენტი?', 0, 'unknown_script'],
  ['What is the capital of Norway?', 0.2, 'unknown_script'],
  ['What is the weather in Oslo?', 0, 'freshness'],
  ['Who is the current president of France?', 0, 'freshness'],
  ['Where is my order?', 0, 'personal_state'],
];

test.each(cases)('%s (unknown share %d): %s', (text, unknownShare, reason) => {
  expect(exactOnlyReason(text, { unknownShare, pieces: 5 })).toBe(reason);
});

test('the owner may allow freshness words and personal state', () => {
  const options = { allowFreshness: true, allowPersonal: true };
  expect(exactOnlyReason('Where is my order today?', null, options)).toBeNull();
});
