import type { HitRecord } from '../ports/answer-store.ts';
import type { Database } from './database.ts';

/**
 * Counts hits on their entries. Runs inside the caller's transaction. A hit of an entry that is gone, or one counted
 * before (same request), changes nothing.
 */
export function writeHits(database: Database, hits: readonly HitRecord[]): void {
  const insert = database.prepare(
    `INSERT INTO hits (entry_id, request_id, at, match) SELECT id, ?, ?, ? FROM entries WHERE id = ?
     ON CONFLICT DO NOTHING`,
  );
  const count = database.prepare(
    'UPDATE entries SET hits = hits + 1, last_hit_at = max(coalesce(last_hit_at, ?1), ?1) WHERE id = ?2',
  );
  for (const { entryId, requestId, at, match } of hits) {
    if (insert.run(requestId, at, match, entryId).changes > 0) count.run(at, entryId);
  }
}
