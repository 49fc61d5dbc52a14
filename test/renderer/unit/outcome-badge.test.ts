import { describe, expect, it } from 'vitest';
import { outcomeBadge } from '../../../renderer/src/model/outcome-badge.ts';

describe('outcome badge', () => {
  it.each([
    ['hit', 'exact', 'exact_match', 'HIT exact'],
    ['hit', 'semantic', 'semantic_match', 'HIT meaning 0.94'],
    ['miss', null, 'not_found', 'MISS'],
    ['bypass', null, 'path_not_cacheable', 'BYPASS path'],
    ['stale', null, 'expired', 'STALE'],
    ['coalesced', null, 'not_found', 'COALESCED'],
    ['refresh', null, 'expired', 'REFRESH'],
  ] as const)('of %s %s says so in words', (cacheStatus, match, reason, label) => {
    const badge = outcomeBadge({ cacheStatus, match, reason, confidence: 0.949, errorCode: null });
    expect([badge.label, badge.tone]).toEqual([label, cacheStatus]);
    expect(badge.reason).not.toBe('');
  });

  it('shows an error of our own before anything else, with its code', () => {
    expect(
      outcomeBadge({
        cacheStatus: 'miss',
        match: null,
        confidence: null,
        reason: 'not_found',
        errorCode: 'upstream_timeout',
      }),
    ).toEqual({ label: 'ERROR', tone: 'error', reason: 'The upstream did not answer in time. (upstream_timeout)' });
  });

  it('shows a code it does not know as it is', () => {
    expect(
      outcomeBadge({ cacheStatus: 'miss', match: null, confidence: null, reason: 'not_found', errorCode: 'brand_new' })
        .reason,
    ).toBe('brand_new (brand_new)');
  });
});
