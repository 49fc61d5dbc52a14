import { z } from 'zod';
import type { StoreLimits } from '../ports/answer-store.ts';
import type { Database } from './database.ts';
import { minus, nothing, plus, type Amount } from './totals.ts';

/** `complete` is false when the batch ended before the limits were met. */
export interface Eviction {
  evicted: Amount;
  complete: boolean;
}

const candidateSchema = z.object({ seq: z.int(), size_bytes: z.int() });

/** Most entries deleted in one call (about 0.06 ms each): limits that were lowered a lot are reached over several. */
const evictionBatchSize = 500;

/**
 * Deletes the least recently used entries (last hit, else creation) until what is left of `held` is within the limits
 * or the batch is full. Pinned entries and `keepSeq` stay, even if the limits are then still exceeded. Runs inside the
 * caller's transaction.
 */
export function evictLeastUsed(
  database: Database,
  held: Amount,
  limits: StoreLimits,
  keepSeq: number | null = null,
): Eviction {
  if (!isOver(held, limits)) return { evicted: nothing, complete: true };
  const candidates = database
    .prepare(
      `SELECT seq, size_bytes FROM entries WHERE removed_at IS NULL AND pinned = 0 AND seq <> ?
       ORDER BY coalesce(last_hit_at, created_at), seq LIMIT ${evictionBatchSize}`,
    )
    .iterate(keepSeq ?? -1);
  const chosen: number[] = [];
  let evicted = nothing;
  for (const row of candidates) {
    if (!isOver(minus(held, evicted), limits)) break;
    const { seq, size_bytes: bytes } = candidateSchema.parse(row);
    chosen.push(seq);
    evicted = plus(evicted, { entries: 1, bytes });
  }
  // After reading: deleting from a table while a statement walks it is undefined.
  for (const seq of chosen) database.prepare('DELETE FROM entries WHERE seq = ?').run(seq);
  return { evicted, complete: chosen.length < evictionBatchSize };
}

export function isOver(held: Amount, limits: StoreLimits): boolean {
  return held.entries > limits.maxEntries || held.bytes > limits.maxBytes;
}
