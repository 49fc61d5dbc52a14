import { z } from 'zod';
import type { StoreLimits } from '../ports/answer-store.ts';
import type { Database } from './database.ts';
import { minus, nothing, plus, type Amount } from './totals.ts';

const candidateSchema = z.object({ seq: z.int(), size_bytes: z.int() });
const batchSize = 100;

/**
 * Deletes the least recently used entries (last hit, else creation) until what is left of `held` is within the limits.
 * Pinned entries and `keepSeq` stay, even if the limits are then still exceeded. Runs inside the caller's transaction;
 * returns what was deleted.
 */
export function evictLeastUsed(database: Database, held: Amount, limits: StoreLimits, keepSeq: number | null): Amount {
  let evicted = nothing;
  while (isOver(minus(held, evicted), limits)) {
    const candidates = database
      .prepare(
        `SELECT seq, size_bytes FROM entries WHERE removed_at IS NULL AND pinned = 0 AND seq <> ?
         ORDER BY coalesce(last_hit_at, created_at), seq LIMIT ${batchSize}`,
      )
      .all(keepSeq ?? -1)
      .map((row) => candidateSchema.parse(row));
    if (candidates.length === 0) break;
    for (const { seq, size_bytes: bytes } of candidates) {
      if (!isOver(minus(held, evicted), limits)) break;
      database.prepare('DELETE FROM entries WHERE seq = ?').run(seq);
      evicted = plus(evicted, { entries: 1, bytes });
    }
  }
  return evicted;
}

export function isOver(held: Amount, limits: StoreLimits): boolean {
  return held.entries > limits.maxEntries || held.bytes > limits.maxBytes;
}
