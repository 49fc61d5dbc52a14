import type { HitRecord } from '../ports/answer-store.ts';
import type { Database } from './database.ts';

/**
 * Counts hits on their entries. Runs inside the caller's transaction. A hit of an entry that is gone, or one counted
 * before (same request), changes nothing. Entries are touched once each, since every touch moves several indexes.
 */
export function writeHits(database: Database, hits: readonly HitRecord[]): void {
  const insert = database.prepare(
    `INSERT INTO hits (entry_id, request_id, at, match, count, asked)
     SELECT id, ?, ?, ?, ?, ? FROM entries WHERE id = ?
     ON CONFLICT DO NOTHING`,
  );
  const sums = new Map<string, { count: number; at: number }>();
  for (const { entryId, requestId, at, match, count = 1, asked } of hits) {
    if (insert.run(requestId, at, match, count, writeAsked(database, asked), entryId).changes === 0) continue;
    const sum = sums.get(entryId) ?? { count: 0, at };
    sums.set(entryId, { count: sum.count + count, at: Math.max(sum.at, at) });
  }
  const add = database.prepare(
    'UPDATE entries SET hits = hits + ?1, last_hit_at = max(coalesce(last_hit_at, ?2), ?2) WHERE id = ?3',
  );
  for (const [entryId, { count, at }] of sums) add.run(count, at, entryId);
}

/** The hit counts all the same when its text should be sealed and no key is at hand. */
function writeAsked({ cipher }: Database, asked: string | undefined): string | null {
  return asked === undefined || cipher.writes() === 'nothing' ? null : cipher.writeComparable(asked);
}
