import { expect, test } from 'vitest';
import { defaultSettings } from '../../../src-core/contracts/settings.ts';
import { timeToLive } from '../../../src-core/support/time-to-live.ts';

const usual = defaultSettings.cache.ttlMs;
const ttlFor = (pattern: string, model: string): number =>
  timeToLive('default', model, {
    ...defaultSettings,
    cache: { ...defaultSettings.cache, modelTtls: [{ model: pattern, ttlMs: 1 }] },
  });

test.each([
  ['gpt-5', 'gpt-5', true],
  ['gpt-5', 'gpt-5-mini', false],
  ['GPT-5*', 'gpt-5-mini', true],
  ['*', '', true],
  ['*mini', 'gpt-5-mini', true],
  ['*mini', 'gpt-5-mini-2026', false],
  ['gpt*mini*', 'gpt-5-mini-2026', true],
  ['a*a', 'a', false],
  ['a*b*a', 'aba', true],
  ['a*b*b*a', 'aba', false],
  ['.*', 'gpt', false],
])('the pattern %s and the model %j: %s', (pattern, model, fits) => {
  expect(ttlFor(pattern, model)).toBe(fits ? 1 : usual);
});

test('a pattern of many stars takes no longer than any other', () => {
  expect(ttlFor(`${'a*'.repeat(90)}b`, 'a'.repeat(100_000))).toBe(usual);
});

test.each(['constructor', '__proto__', 'toString'])('a project called %s has nothing of its own', (project) => {
  expect(timeToLive(project, 'm', defaultSettings)).toBe(usual);
});
