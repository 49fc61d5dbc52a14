import type { CountFailure } from '../ports/host.ts';
import type { VectorIndex } from '../ports/vector-index.ts';
import { createBackground } from './background.ts';
import type { Hnswlib } from './load-hnswlib.ts';
import { PartitionedIndex } from './vector-index.ts';

/** Chosen by measurement: scanning so many costs about 1 ms (docs/decisions/0008-vector-index.md). */
export const defaultSwitchSize = 4000;

export interface CreateVectorIndexOptions {
  /** Numbers per vector: 384 for the shipped model. */
  dimensions: number;
  /** What loadHnswlib() found; without it every partition is scanned. */
  hnswlib: Hnswlib;
  countFailure: CountFailure;
  /** Partitions of more entries than this get a graph. */
  switchSize?: number;
}

/** A vector index with what its owner needs to keep it over restarts. */
export interface ManagedVectorIndex extends VectorIndex {
  /** Vectors still scanned that a graph will take over. */
  backlog: () => number;
  /** Resolves when no vector waits for its graph. */
  settled: () => Promise<void>;
  /** Stops background work. */
  close: () => void;
}

/** An empty index. */
export function createVectorIndex(options: CreateVectorIndexOptions): ManagedVectorIndex {
  const { dimensions, hnswlib, countFailure, switchSize = defaultSwitchSize } = options;
  const index = new PartitionedIndex({
    dimensions,
    hnsw: hnswlib.available ? hnswlib.HierarchicalNSW : null,
    switchSize,
    countFailure,
    onBacklog: () => background.wake(),
  });
  const background = createBackground(() => index.moveNext());
  return {
    add: (partition, id, vector) => index.add(partition, id, vector),
    remove: (id) => index.remove(id),
    search: (partition, vector, k, floor) => index.search(partition, vector, k, floor),
    size: () => index.size(),
    kind: () => index.kind(),
    backlog: () => index.backlog(),
    settled: () => background.settled(),
    close: () => background.stop(),
  };
}
