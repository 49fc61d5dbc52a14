import { z } from 'zod';
import type { Database } from './database.ts';
import { undoMs } from './remove-entries.ts';
import { minus, nothing, type Amount } from './totals.ts';

/** Most entries deleted of each kind in one call; deleting one takes about 0.05 ms and requests wait meanwhile. */
const purgeBatchSize = 500;
/** Free pages (4 KiB each) left in the file for new entries, and most given back to the disk in one call. */
const sparePages = 1024;
const vacuumPages = 512;

const amountSchema = z.object({ entries: z.int(), bytes: z.int() });
const freePagesSchema = z.object({ freelist_count: z.int() });

const removed = 'removed_at IS NOT NULL AND removed_at <= ?';
const expired = 'removed_at IS NULL AND pinned = 0 AND expires_at <= ?';

/**
 * Deletes removed entries that can no longer be undone and those not pinned that expired `keepExpiredMs` ago, a batch of
 * each. Runs inside the caller's transaction. Returns how many rows went and how the totals of live entries changed.
 */
export function purgeEntries(
  database: Database,
  now: number,
  keepExpiredMs: number,
): { count: number; change: Amount } {
  const removedCount = deleteBatch(database, removed, now - undoMs).entries;
  const expiredAmount = deleteBatch(database, expired, now - keepExpiredMs);
  return { count: removedCount + expiredAmount.entries, change: minus(nothing, expiredAmount) };
}

function deleteBatch(database: Database, condition: string, instant: number): Amount {
  const batch = `SELECT seq FROM entries WHERE ${condition} ORDER BY seq LIMIT ${purgeBatchSize}`;
  const amount = amountSchema.parse(
    database
      .prepare(`SELECT count(*) AS entries, coalesce(sum(size_bytes), 0) AS bytes FROM entries WHERE seq IN (${batch})`)
      .get(instant),
  );
  if (amount.entries > 0) database.prepare(`DELETE FROM entries WHERE seq IN (${batch})`).run(instant);
  return amount;
}

/** Gives pages that deleting freed back to the disk, some at a time. Outside a transaction of the caller. */
export function releaseFreePages(database: Database): void {
  const row = database.prepare('PRAGMA freelist_count').get();
  const free = freePagesSchema.parse(row).freelist_count;
  // The pragma frees a page a step, so it must be read to its end.
  if (free > sparePages) database.prepare(`PRAGMA incremental_vacuum(${vacuumPages})`).all();
}
