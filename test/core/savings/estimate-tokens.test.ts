import { expect, test } from 'vitest';
import { estimateTokens } from '../../../src-core/savings/estimate-tokens.ts';

test('prose is counted as the vocabulary has it', async () => {
  expect(await estimateTokens('The quick brown fox jumps over the lazy dog.')).toBe(10);
});

test.each([
  ['one letter', 'a'.repeat(20_000)],
  ['a rule of dashes', '-'.repeat(20_000)],
  ['a script without spaces', '中文字符'.repeat(5000)],
])('%s for pages is counted in pieces, and other work goes on meanwhile', async (_, text) => {
  let turns = 0;
  let isDone = false;
  const watch = (): void => {
    turns += 1;
    if (!isDone) setImmediate(watch);
  };
  setImmediate(watch);
  const tokens = await estimateTokens(text);
  isDone = true;
  expect(tokens).toBeGreaterThan(200);
  expect(tokens).toBeLessThanOrEqual(20_000);
  expect(turns).toBeGreaterThan(50);
});
