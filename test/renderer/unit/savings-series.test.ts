import { describe, expect, it } from 'vitest';
import { formatSaving, savingsSeries } from '../../../renderer/src/model/savings-series.ts';
import { savedFigures } from '../../../renderer/src/model/overview-figures.ts';
import type { Saving, Savings } from '../../../src-core/contracts/savings.ts';

const saving = (more: Partial<Saving>): Saving => ({
  requests: 1,
  inputTokens: 0,
  outputTokens: 0,
  estimatedTokens: 0,
  uncounted: 0,
  savedMs: 0,
  dollars: 0,
  unpricedTokens: 0,
  ...more,
});
const day = (name: string, project: string, model: string, more: Partial<Saving>): Savings['days'][number] => ({
  day: name,
  project,
  model,
  ...saving(more),
});
const savings = (days: Savings['days'], total: Partial<Saving> = {}): Savings => ({
  from: 0,
  to: 1,
  currency: 'USD',
  total: saving(total),
  byDay: [],
  byProject: [],
  byModel: [],
  byUpstream: [],
  days,
  prices: [],
  sources: ['One.', 'Two.'],
});

describe('savings over time', () => {
  it('stack the largest names of a measure, each in its own place on every day', () => {
    const series = savingsSeries(
      savings([
        day('2026-01-01', 'small', 'm', { dollars: 1, inputTokens: 9 }),
        day('2026-01-01', 'large', 'm', { dollars: 2 }),
        day('2026-01-02', 'large', 'n', { dollars: 5, outputTokens: 3 }),
      ]),
      'project',
      'money',
    );
    expect(series).toEqual({
      names: ['large', 'small'],
      days: [
        { day: '2026-01-01', values: [2, 1] },
        { day: '2026-01-02', values: [5, 0] },
      ],
    });
  });

  it('put everything beyond five names together and lose nothing', () => {
    const rows = Array.from({ length: 8 }, (_, index) =>
      day('2026-01-01', `p${index}`, 'm', { inputTokens: 10 - index }),
    );
    const { names, days } = savingsSeries(savings(rows), 'project', 'tokens');
    expect(names).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'others']);
    expect(days).toEqual([{ day: '2026-01-01', values: [10, 9, 8, 7, 6, 5 + 4 + 3] }]);
  });

  it('read in the unit of their measure; time that was lost counts as none', () => {
    expect([formatSaving(0.5, 'money'), formatSaving(1500, 'tokens'), formatSaving(1500, 'time')]).toEqual([
      '$0.50',
      '1,500',
      '1.5s',
    ]);
    expect(savingsSeries(savings([day('2026-01-01', 'p', 'm', { savedMs: -5 })]), 'model', 'time').days).toEqual([
      { day: '2026-01-01', values: [0] },
    ]);
  });
});

describe('tiles of what was saved', () => {
  it('name what they rest on and what they leave out', () => {
    const figures = savedFigures(
      savings([], { inputTokens: 4, outputTokens: 2, estimatedTokens: 3, unpricedTokens: 6 }),
    );
    expect(figures.map(({ value, note }) => `${value}: ${note}`)).toEqual([
      '6: 4 in, 2 out; 3 estimated',
      '$0: 6 tokens without a price',
      '0ms: of waiting for upstreams',
    ]);
    expect(new Set(figures.map(({ source }) => source))).toEqual(new Set(['One.\nTwo.']));
  });

  it('promise nothing before the sums are there', () => {
    expect(savedFigures(undefined).map(({ value }) => value)).toEqual(['–', '–', '–']);
  });
});
