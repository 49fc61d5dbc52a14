import { describe, expect, test } from 'vitest';
import { rangeSchema } from '../../../src-core/contracts/views.ts';
import { logRecord, minute, start } from './store-drafts.ts';
import { openTestStore } from './store-support.ts';

describe('the overview', () => {
  test('of an empty log is all zeros', () => {
    const { totals, byModel, byProject, recentErrors } = openTestStore().log.overview('24h', start);
    expect({ totals, byModel, byProject, recentErrors }).toEqual({
      totals: {
        requests: 0,
        hits: 0,
        exactHits: 0,
        semanticHits: 0,
        staleHits: 0,
        coalesced: 0,
        misses: 0,
        bypasses: 0,
        errors: 0,
        inputTokensSaved: 0,
        outputTokensSaved: 0,
        savedMs: 0,
        medianHitMs: null,
        medianMissMs: null,
      },
      byModel: [],
      byProject: [],
      recentErrors: [],
    });
  });

  test.each([
    ['1h', 60, minute],
    ['24h', 48, 30 * minute],
    ['7d', 56, 180 * minute],
    ['30d', 60, 720 * minute],
  ] as const)('of %s has %d equal steps, the last holding now', (range, count, stepMs) => {
    const { log } = openTestStore();
    const now = start + 7 * minute + 1;
    log.append([
      logRecord('now', { at: now }),
      logRecord('first', { at: Math.floor(now / stepMs) * stepMs - (count - 1) * stepMs }),
      logRecord('before', { at: Math.floor(now / stepMs) * stepMs - (count - 1) * stepMs - 1 }),
    ]);
    const { series, totals } = log.overview(range, now);
    const firstAt = Math.floor(now / stepMs) * stepMs - (count - 1) * stepMs;
    expect(series.map(({ at }) => at)).toEqual(Array.from({ length: count }, (_, index) => firstAt + index * stepMs));
    expect(series.map(({ misses }) => misses)).toEqual([1, ...Array.from({ length: count - 2 }, () => 0), 1]);
    expect(totals.requests).toBe(2);
    expect(rangeSchema.options).toContain(range);
  });

  test('adds up what happened', () => {
    const { log } = openTestStore();
    const hit = { cacheStatus: 'hit', reason: 'exact_match', savedMs: 800 } as const;
    log.append([
      logRecord('h1', { ...hit, at: start, totalMs: 2 }),
      logRecord('h2', { ...hit, match: 'semantic', at: start + 1, totalMs: 6, usage: null }),
      logRecord('h3', { ...hit, at: start + 2, totalMs: 100, status: 500 }),
      logRecord('s1', { ...hit, at: start + 3, cacheStatus: 'stale', totalMs: 9, project: 'x' }),
      logRecord('c1', { at: start + 4, cacheStatus: 'coalesced', totalMs: 400 }),
      logRecord('m1', { at: start + 5, totalMs: 300 }),
      logRecord('m2', { at: start + 6, totalMs: 500, model: 'm2' }),
      logRecord('m3', { at: start + 7, totalMs: 700, model: 'm2' }),
      logRecord('r1', { at: start + 8, cacheStatus: 'refresh', totalMs: 1 }),
      logRecord('b1', { at: start + 9, cacheStatus: 'bypass', model: null, status: 404 }),
      logRecord('b2', {
        at: start + 10,
        cacheStatus: 'bypass',
        model: null,
        status: null,
        errorCode: 'upstream_timeout',
      }),
      logRecord('b3', { at: start + 11, cacheStatus: 'bypass', model: null, status: null }),
    ]);
    const overview = log.overview('1h', start + 30_000);
    expect(overview.totals).toEqual({
      requests: 12,
      hits: 5,
      exactHits: 2,
      semanticHits: 1,
      staleHits: 1,
      coalesced: 1,
      misses: 4,
      bypasses: 3,
      errors: 3,
      inputTokensSaved: 40,
      outputTokensSaved: 80,
      savedMs: 3200,
      medianHitMs: 4,
      medianMissMs: 500,
    });
    expect(overview.series.at(-1)).toEqual({
      at: start,
      hits: 5,
      exactHits: 2,
      semanticHits: 1,
      staleHits: 1,
      coalesced: 1,
      misses: 4,
      bypasses: 3,
      errors: 3,
    });
    expect(overview.byModel).toEqual([
      { name: 'gpt-4o-mini', requests: 7, hits: 5 },
      { name: 'm2', requests: 2, hits: 0 },
    ]);
    expect(overview.byProject).toEqual([
      { name: 'default', requests: 11, hits: 4 },
      { name: 'x', requests: 1, hits: 1 },
    ]);
    expect(overview.recentErrors.map(({ id }) => id)).toEqual(['b2', 'b1', 'h3']);
  });
});
