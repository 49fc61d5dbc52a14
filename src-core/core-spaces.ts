import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { VectorSpace } from './matching/vector-space.ts';
import type { CountFailure } from './ports/host.ts';
import type { Embedding } from './ports/model-runner.ts';
import type { VectorRows } from './ports/vector-rows.ts';
import { createProjection } from './vector/projection.ts';
import { shippedProjection } from './vector/data/shipped-projection.ts';
import { createVectorIndex, type ManagedVectorIndex } from './vector/create-vector-index.ts';
import type { Hnswlib } from './vector/load-hnswlib.ts';

/** An embedder that is ready to find candidates. */
export interface ReadyEmbedder {
  identity: string;
  /** Numbers per vector. */
  dimensions: number;
  embed: (text: string) => Promise<Embedding>;
  decides: boolean;
}

/** The index of the embedder in use; another embedder gets another index. */
export interface Spaces {
  current: () => VectorSpace;
  index: () => Pick<ManagedVectorIndex, 'size' | 'kind'>;
  /** Goes over to an embedder, unless it is in use already; `reconcile` then fills its index. */
  use: (embedder: ReadyEmbedder) => void;
  /** Brings the index in line with the store after entries went or came back. */
  reconcile: () => void;
  save: () => void;
  settled: () => Promise<void>;
  close: () => Promise<void>;
}

export function createSpaces(options: {
  dataDir: string;
  rows: VectorRows;
  hnswlib: Hnswlib;
  /** Numbers per vector before any embedder is ready. */
  dimensions: number;
  /** Graphs hold vectors, projected but unsealed. */
  mayBeOnDisk: () => boolean;
  countFailure: CountFailure;
}): Spaces {
  const { rows, hnswlib, countFailure } = options;
  const folder = join(options.dataDir, 'vectors');
  const newIndex = (dimensions: number, decides: boolean): ManagedVectorIndex =>
    createVectorIndex({
      dimensions,
      // Measured on the shipped embedder; nobody knows in which directions another one's vectors differ.
      projection: decides ? createProjection(shippedProjection) : null,
      vectorOf: rows.vectorOf,
      hnswlib,
      countFailure,
    });
  let index = newIndex(options.dimensions, true);
  let space: VectorSpace = {
    identity: '',
    index,
    embed: () => Promise.reject(new Error('no embedder is ready')),
    decides: true,
  };
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** One job after the other, on the index that is in use when its turn comes. */
  const inTurn = (failure: string, job: () => Promise<unknown>): void => {
    last = last.then(job).catch((error: unknown) => countFailure(failure, error));
  };
  const reconcile = (): void =>
    inTurn('vector_index_failed', async () => {
      if (!closed && space.identity !== '') await index.reconcile(rows, space.identity);
    });
  const save = (): void =>
    inTurn('vector_index_save_failed', async () => {
      if (!options.mayBeOnDisk()) await rm(folder, { recursive: true, force: true });
      else if (space.identity !== '' && index.size() > 0) await index.saveTo(folder, space.identity);
    });

  return {
    current: () => space,
    index: () => index,
    use: ({ identity, dimensions, embed, decides }) => {
      if (closed || identity === space.identity) return;
      // What was saved is what was in use when this instance started, or before: after a change it is another's.
      const mayBeSaved = space.identity === '';
      if (!mayBeSaved || !decides) {
        index.close();
        index = newIndex(dimensions, decides);
      }
      space = { identity, index, embed, decides };
      const made = index;
      if (mayBeSaved) inTurn('vector_index_failed', () => made.loadFrom(folder, identity));
    },
    reconcile,
    save,
    settled: async () => {
      await last;
    },
    close: async () => {
      closed = true;
      index.close();
      await last;
      save();
      await last;
    },
  };
}
