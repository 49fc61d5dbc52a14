import type { StoreLimits } from '../ports/answer-store.ts';
import type { Database } from './database.ts';
import { putEntry, type PackedEntry } from './put-answer.ts';
import { isBusy } from './sqlite-error.ts';
import { plus, type Totals } from './totals.ts';

export interface PutQueueOptions {
  database: Database;
  totals: Totals;
  limits: () => StoreLimits;
  randomBytes: (count: number) => Uint8Array;
}

interface Waiting {
  entry: PackedEntry;
  resolve: (id: string) => void;
  reject: (cause: unknown) => void;
}

/** Most entries in one transaction: requests wait while it runs, about 0.2 ms an entry. */
const maxBatch = 32;

/**
 * Writes entries that are ready in the same turn of the event loop in one transaction: most of a write's cost is its
 * commit, which flushes the full-text index. Resolves with the id once the entry is committed; rejects with SQLite's
 * error or StoreFullError, and then nothing of the entry is stored.
 */
export function createPutQueue(options: PutQueueOptions): (entry: PackedEntry) => Promise<string> {
  const queue: Waiting[] = [];
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || queue.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      writeBatch(queue.splice(0, maxBatch), options);
      schedule();
    });
  };

  return (entry) =>
    new Promise((resolve, reject) => {
      queue.push({ entry, resolve, reject });
      schedule();
    });
}

function writeBatch(batch: Waiting[], options: PutQueueOptions): void {
  try {
    const ids = writeTogether(
      batch.map(({ entry }) => entry),
      options,
    );
    batch.forEach(({ resolve }, index) => resolve(ids[index] ?? ''));
  } catch (cause) {
    // One entry that cannot be stored must not take the others with it; a lock held elsewhere stops all of them, and
    // waiting for it again for each would stop the event loop.
    if (batch.length > 1 && !isBusy(cause)) {
      for (const each of batch) writeBatch([each], options);
    } else {
      for (const each of batch) each.reject(cause);
    }
  }
}

function writeTogether(entries: PackedEntry[], { database, totals, limits, randomBytes }: PutQueueOptions): string[] {
  const { ids, held } = database.transaction(() => {
    const ids: string[] = [];
    let held = totals.read();
    for (const entry of entries) {
      const { id, change } = putEntry(database, entry, { held, limits: limits(), randomBytes });
      held = plus(held, change);
      ids.push(id);
    }
    return { ids, held };
  });
  totals.set(held);
  return ids;
}
