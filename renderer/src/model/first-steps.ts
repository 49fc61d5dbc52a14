import type { TrafficRow } from '../../../src-core/contracts/views.ts';

export interface FirstSteps {
  /** The first request that came, and whether it could be kept; null while none came. */
  first: TrafficRow | null;
  /** What was wrong with it when its answer was not stored, and there is no better one since. */
  obstacle: 'failed' | 'not stored' | null;
  /** The first answer from the cache. */
  hit: TrafficRow | null;
  /** The call that the hit made unnecessary. */
  miss: TrafficRow | null;
}

const isHit = (row: TrafficRow): boolean => row.cacheStatus === 'hit' || row.cacheStatus === 'stale';

/** Where someone new is, read from the log's rows, newest first. */
export function firstSteps(rows: readonly TrafficRow[]): FirstSteps {
  const oldestFirst = rows.toReversed();
  const hit = oldestFirst.find(isHit) ?? null;
  const stored = oldestFirst.find(({ recorded }) => recorded === 'stored') ?? null;
  const first = stored ?? oldestFirst.at(-1) ?? null;
  const miss = hit === null ? null : (oldestFirst.find(({ entryId }) => entryId === hit.entryId) ?? null);
  return { first, obstacle: obstacleOf(first, hit), hit, miss: miss === hit ? null : miss };
}

function obstacleOf(first: TrafficRow | null, hit: TrafficRow | null): FirstSteps['obstacle'] {
  if (first === null || hit !== null || first.recorded === 'stored') return null;
  return first.errorCode !== null || (first.status ?? 0) >= 400 ? 'failed' : 'not stored';
}
