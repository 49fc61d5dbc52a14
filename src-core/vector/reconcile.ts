import type { VectorRows } from '../ports/vector-rows.ts';
import { createPause } from './background.ts';
import { vectorChecksum } from './vector-checksum.ts';
import type { PartitionedIndex } from './vector-index.ts';

export interface Reconciled {
  kept: number;
  added: number;
  removed: number;
}

/** Rows read at once: 75 KB of vectors. Reading them is the longest step that cannot be interrupted. */
const rowsAtOnce = 50;

/**
 * Makes the index hold exactly the store's vectors of a model: adds what is missing or different, drops what is gone.
 * Works in slices; adding waits while `backlog` says that enough vectors are scanned already, so that searches stay fast
 * while graphs are built from nothing.
 */
export async function reconcile(
  index: PartitionedIndex,
  rows: Pick<VectorRows, 'all'>,
  modelIdentity: string,
  options: { maxBacklog: number; backlogFell: () => Promise<void>; stopped: () => boolean },
): Promise<Reconciled> {
  const pause = createPause();
  const result: Reconciled = { kept: 0, added: 0, removed: 0 };
  index.reconciliation += 1;
  let after: string | null = null;
  for (let ended = false; !ended && !options.stopped();) {
    // No await between reading a row and having it in the index: its entry could be removed in between.
    const page = rows.all(modelIdentity, after, rowsAtOnce);
    for (const row of page) {
      const known = index.entry(row.id);
      if (known?.partition.name === row.partition && known.checksum === vectorChecksum(row.vector)) {
        known.seen = index.reconciliation;
        result.kept += 1;
      } else {
        index.add(row.partition, row.id, row.vector);
        result.added += 1;
      }
    }
    after = page.at(-1)?.id ?? after;
    ended = page.length < rowsAtOnce;
    await pause();
    if (index.backlog() > options.maxBacklog) await options.backlogFell();
  }
  if (options.stopped()) return result;
  for (const entry of index.entries()) {
    if (entry.seen !== index.reconciliation) {
      index.remove(entry.id);
      result.removed += 1;
    }
    await pause();
  }
  return result;
}
