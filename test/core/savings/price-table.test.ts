import { beforeAll, describe, expect, test } from 'vitest';
import { loadPriceTable, priceOf } from '../../../src-core/savings/price-table.ts';

const at = Date.UTC(2026, 10, 1);
const mean = { inputTokens: 1000, outputTokens: 100 };
const price = (upstream: string, model: string, own: Parameters<typeof priceOf>[0] = [], isLocal = false) =>
  priceOf(own, { upstream, model, isLocal, at }, mean);

describe('the price of a model', () => {
  beforeAll(loadPriceTable);

  test.each([
    ['openai', 'gpt-4o-mini', 0.15, 0.6, 'openai: gpt-4o-mini'],
    ['anthropic', 'claude-sonnet-4-20250514', 3, 15, 'anthropic: claude-sonnet-4-0'],
    ['gemini', 'gemini-2.5-pro', 1.25, 10, 'google: gemini-2.5-pro'],
    ['xai', 'grok-4', 3, 15, 'x-ai: grok-4-0709'],
  ])('%s %s comes from the table', (upstream, model, input, output, detail) => {
    const found = price(upstream, model);
    expect(found).toMatchObject({ source: 'table', detail });
    expect(found.inputPerMillion).toBeCloseTo(input, 9);
    expect(found.outputPerMillion).toBeCloseTo(output, 9);
  });

  test('in steps is that of the mean request', () => {
    const long = { inputTokens: 300_000, outputTokens: 1000 };
    expect(
      priceOf([], { upstream: 'gemini', model: 'gemini-2.5-pro', isLocal: false, at }, long).inputPerMillion,
    ).toBeCloseTo(2.5, 9);
  });

  test('is nothing on this machine', () => {
    expect(price('ollama', 'llama3')).toMatchObject({ source: 'local', inputPerMillion: 0 });
    expect(price('mine', 'gpt-4o-mini', [], true)).toMatchObject({ source: 'local' });
  });

  test('is not made up', () => {
    expect(price('openai', 'a-model-of-tomorrow')).toMatchObject({ source: 'unknown', inputPerMillion: null });
    expect(price('somewhere', 'gpt-4o-mini').source).toBe('unknown');
  });

  test.each([
    ['gpt-*', 'gpt-4o', true],
    ['*-mini', 'gpt-4o-mini', true],
    ['gpt-*-mini', 'gpt-4o-mini', true],
    ['*4*o*', 'gpt-4o-mini', true],
    ['*', 'anything', true],
    ['gpt-4o', 'gpt-4o-mini', false],
    ['gpt-4o*4o-mini', 'gpt-4o-mini', false],
    ['*turbo*', 'gpt-4o-mini', false],
  ])('of the owner: %s fits %s: %s', (model, asked, fits) => {
    const own = [{ model, inputPerMillion: 7, outputPerMillion: 8 }];
    expect(price('openai', asked, own).source === 'own').toBe(fits);
  });

  test('of the owner is for the upstream it names', () => {
    const own = [{ upstream: 'azure', model: '*', inputPerMillion: 7, outputPerMillion: 8 }];
    expect(price('openai', 'gpt-4o-mini', own).source).toBe('table');
    expect(price('azure', 'gpt-4o-mini', own).source).toBe('own');
  });
});
