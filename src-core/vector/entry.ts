import type { Graph } from './graph.ts';

/** An entry in the index: in the slab (`slot`, scanned) or in its partition's graph (`label`); the other is -1. */
export interface IndexEntry {
  readonly id: string;
  readonly partition: Partition;
  slot: number;
  /** Place in the partition's `scanned`. */
  place: number;
  label: number;
  /** Number of the reconciliation that last saw it in the store. */
  seen: number;
}

/** Entries that may be found together. Nothing is ever searched across two of them. */
export interface Partition {
  readonly name: string;
  readonly scanned: IndexEntry[];
  /** Null while a scan of all is fast enough, or hnswlib is not there. */
  graph: Graph<IndexEntry> | null;
}
