import type { VectorRows } from '../ports/vector-rows.ts';
import { createPause } from './background.ts';
import type { PartitionedIndex } from './vector-index.ts';

export interface Reconciled {
  kept: number;
  added: number;
  removed: number;
}

/** Places read at once: reading them is the longest step that cannot be interrupted. */
const rowsAtOnce = 100;

/**
 * Makes the index hold exactly the store's entries of a model: adds what is missing or elsewhere, drops what is gone. Only
 * vectors that are missing are read: an entry's text never changes, so neither does its vector while the model is the
 * same, and the exact one of the store decides about every cosine anyway.
 * Works in slices; adding waits while `backlog` says that enough vectors are scanned already, so that searches stay fast
 * while graphs are built from nothing.
 */
export async function reconcile(
  index: PartitionedIndex,
  rows: Pick<VectorRows, 'places' | 'get'>,
  modelIdentity: string,
  options: { maxBacklog: number; backlogFell: () => Promise<void>; stopped: () => boolean },
): Promise<Reconciled> {
  const pause = createPause();
  const result: Reconciled = { kept: 0, added: 0, removed: 0 };
  index.reconciliation += 1;
  let after: string | null = null;
  for (let ended = false; !ended && !options.stopped();) {
    // No await between reading a row and having it in the index: its entry could be removed in between.
    const page = rows.places(modelIdentity, after, rowsAtOnce);
    for (const { id, partition } of page) {
      const known = index.entry(id);
      if (known?.partition.name === partition) {
        known.seen = index.reconciliation;
        result.kept += 1;
        continue;
      }
      const row = rows.get(id);
      if (row === undefined) continue;
      index.add(partition, id, row.vector);
      result.added += 1;
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
