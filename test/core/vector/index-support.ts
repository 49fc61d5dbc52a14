import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { VectorRow, VectorRows } from '../../../src-core/ports/vector-rows.ts';
import { createVectorIndex, type ManagedVectorIndex } from '../../../src-core/vector/create-vector-index.ts';
import type { Projection } from '../../../src-core/vector/projection.ts';
import { loadHnswlib } from '../../../src-core/vector/load-hnswlib.ts';
import { dimensions } from './random-vectors.ts';

const hnswlib = await loadHnswlib();
export const hnswAvailable = hnswlib.available;

export interface TestIndex extends ManagedVectorIndex {
  /** Names given to countFailure, in order. */
  failures: string[];
}

/** Exact vectors by id, as a store would have them; indexes of one test that share ids share them. */
const exact = new Map<string, Float32Array>();

/** The store loses an entry, and nobody tells the index. */
export const forget = (id: string): boolean => exact.delete(id);

/** An index that goes over to graphs early, so that few vectors suffice to have one. */
export function openIndex(
  kind: 'flat' | 'hnsw',
  options: { switchSize?: number; projection?: Projection | null } = {},
): TestIndex {
  const failures: string[] = [];
  const index = createVectorIndex({
    dimensions,
    hnswlib: kind === 'hnsw' ? hnswlib : { available: false, cause: new Error('not installed') },
    projection: options.projection ?? null,
    vectorOf: (id) => exact.get(id),
    switchSize: options.switchSize ?? 20,
    countFailure: (name) => failures.push(name),
  });
  onTestFinished(() => index.close());
  return {
    ...index,
    failures,
    add: (partition, id, vector) => {
      index.add(partition, id, vector);
      exact.set(id, vector);
    },
  };
}

export function tempDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'semcache-vector-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Stored vectors in memory, that behave as the store's do. */
export interface TestRows extends Pick<VectorRows, 'places' | 'get'> {
  put: (row: Omit<VectorRow, 'text'>, modelIdentity: string) => void;
  remove: (id: string) => void;
}

export function createRows(): TestRows {
  const rows = new Map<string, { row: VectorRow; modelIdentity: string }>();
  return {
    get: (id) => rows.get(id)?.row,
    places: (modelIdentity, afterId, limit) =>
      [...rows.values()]
        .filter((stored) => stored.modelIdentity === modelIdentity && (afterId === null || stored.row.id > afterId))
        .map((stored) => stored.row)
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .slice(0, limit),
    put: (row, modelIdentity) => {
      rows.set(row.id, { row: { ...row, text: '' }, modelIdentity });
      exact.set(row.id, row.vector);
    },
    remove: (id) => void rows.delete(id),
  };
}
