import type { TrafficRow } from '../contracts/views.ts';

export interface Totals {
  requests: number;
  hits: number;
  misses: number;
  bypasses: number;
  errors: number;
  stored: number;
}

export function emptyTotals(): Totals {
  return { requests: 0, hits: 0, misses: 0, bypasses: 0, errors: 0, stored: 0 };
}

/** What totals and metrics need to know of a finished request. */
export type RequestFacts = Pick<
  TrafficRow,
  'method' | 'dialect' | 'upstream' | 'cacheStatus' | 'recorded' | 'errorCode' | 'status' | 'totalMs'
>;

export function addToTotals(totals: Totals, row: RequestFacts): void {
  totals.requests += 1;
  if (row.errorCode !== null || (row.status ?? 0) >= 400) totals.errors += 1;
  if (row.recorded === 'stored') totals.stored += 1;
  totals[statusGroups[row.cacheStatus]] += 1;
}

/** How statuses add up: a hit needed no upstream call of its own, a miss made one and could be stored. */
export const statusGroups: Record<TrafficRow['cacheStatus'], 'hits' | 'misses' | 'bypasses'> = {
  hit: 'hits',
  stale: 'hits',
  coalesced: 'hits',
  miss: 'misses',
  refresh: 'misses',
  bypass: 'bypasses',
};

/** Cacheable requests in a row without a hit that raise the alarm: by then a repeat should have come. */
const alarmAfter = 300;

/** The reason to show while caching seems not to work at all, else null. */
export function missingHitsReason(totals: Totals): string | null {
  if (totals.hits > 0 || totals.misses < alarmAfter) return null;
  return `${String(totals.misses)} cacheable requests since start and not one hit: something in them may change with every call. Compare two of them in Traffic.`;
}
