import type { CountFailure } from '../ports/host.ts';
import type { VectorIndex } from '../ports/vector-index.ts';
import type { VectorRows } from '../ports/vector-rows.ts';
import { createBackground } from './background.ts';
import { loadIndex } from './load-index.ts';
import type { Hnswlib } from './load-hnswlib.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import type { Projection } from './projection.ts';
import { saveIndex } from './save-index.ts';
import { PartitionedIndex } from './vector-index.ts';

/** Chosen by measurement: scanning so many costs about 1 ms (docs/decisions/0008-vector-index.md). */
export const defaultSwitchSize = 4000;

export interface CreateVectorIndexOptions {
  /** Numbers per vector: 384 for the shipped model. */
  dimensions: number;
  /** Fewer dimensions for graphs; null for embedders whose vectors nobody has measured. */
  projection: Projection | null;
  /** The exact vector of an entry, as the store has it. */
  vectorOf: (id: string) => Float32Array | undefined;
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
  /**
   * Writes the graphs to a folder of their own, whole or not at all; whatever else is in that folder is deleted.
   * Rejects when the disk refuses; the saved index of before is then still there.
   */
  saveTo: (folder: string, modelIdentity: string) => Promise<void>;
  /** Takes in a saved index, as far as it is undamaged and of this model; gives the number of entries found. */
  loadFrom: (folder: string, modelIdentity: string) => Promise<number>;
  /** Makes the index hold exactly the store's vectors, in slices that leave the event loop free. */
  reconcile: (rows: Pick<VectorRows, 'places' | 'get'>, modelIdentity: string) => Promise<Reconciled>;
  /** Stops background work; a reconciliation under way ends early. */
  close: () => void;
}

/** An empty index. */
export function createVectorIndex(options: CreateVectorIndexOptions): ManagedVectorIndex {
  const { dimensions, projection, vectorOf, hnswlib, countFailure, switchSize = defaultSwitchSize } = options;
  const hnsw = hnswlib.available ? hnswlib.HierarchicalNSW : null;
  let closed = false;
  const index = new PartitionedIndex({
    dimensions,
    projection,
    vectorOf,
    hnsw,
    switchSize,
    countFailure,
    onBacklog: () => background.wake(),
  });
  const background = createBackground(() => index.moveNext());
  // Saving, loading and reconciling each assume that they are alone.
  let last: Promise<unknown> = Promise.resolve();
  const alone = <T>(job: () => Promise<T>): Promise<T> => {
    const result = last.then(job, job);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    add: (partition, id, vector) => index.add(partition, id, vector),
    remove: (id) => index.remove(id),
    holds: (partition) => index.holds(partition),
    search: (partition, vector, k, floor) => index.search(partition, vector, k, floor),
    partitionNames: () => index.partitionNames(),
    size: () => index.size(),
    kind: () => index.kind(),
    backlog: () => index.backlog(),
    settled: () => background.settled(),
    saveTo: (folder, modelIdentity) =>
      alone(() => saveIndex(index, folder, { modelIdentity, dimensions, projection: projection?.id ?? null })),
    loadFrom: (folder, modelIdentity) =>
      alone(async () =>
        hnsw === null
          ? 0
          : loadIndex(index, { folder, modelIdentity, shape: { dimensions, projection }, hnsw, countFailure }),
      ),
    reconcile: (rows, modelIdentity) =>
      alone(() =>
        reconcile(index, rows, modelIdentity, {
          maxBacklog: switchSize * 2,
          backlogFell: () => background.settled(),
          stopped: () => closed,
        }),
      ),
    close: () => {
      closed = true;
      background.stop();
    },
  };
}
