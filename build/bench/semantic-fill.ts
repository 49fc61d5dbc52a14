import { join } from 'node:path';
import { PartitionedIndex } from '../../src-core/vector/vector-index.ts';
import { loadHnswlib } from '../../src-core/vector/load-hnswlib.ts';
import { saveIndex } from '../../src-core/vector/save-index.ts';
import { createProjection } from '../../src-core/vector/projection.ts';
import { shippedProjection } from '../../src-core/vector/data/shipped-projection.ts';
import type { Store } from '../../src-core/store/open-store.ts';
import { fillStore, openBenchStore } from './fill-store.ts';
import { clustered, dimensions } from './semantic-vectors.ts';
import { chatBody } from './semantic-questions.ts';

export interface FilledIndex {
  index: PartitionedIndex;
  partition: string;
  vectors: readonly Float32Array[];
  /** Lets go of the store that the index reads exact vectors from. */
  close: () => void;
}

/**
 * Fills a data folder with entries of one partition and a saved index. The first entries have the texts and vectors
 * given; the others are numbered texts with synthetic vectors in clusters of twenty, since embedding 100,000 texts takes
 * minutes and searches do not notice.
 */
export async function fillByMeaning(
  dataDir: string,
  entries: number,
  upstreamUrl: string,
  real: { identity: string; texts: readonly string[]; vectors: readonly Float32Array[] },
): Promise<FilledIndex> {
  const hnswlib = await loadHnswlib();
  const projection = createProjection(shippedProjection);
  // Opened once it is filled; searches read the candidates' exact vectors from it.
  let store: Store | undefined;
  const index = new PartitionedIndex({
    dimensions,
    projection,
    vectorOf: (id) => store?.vectors.vectorOf(id),
    hnsw: hnswlib.available ? hnswlib.HierarchicalNSW : null,
    switchSize: 4000,
    countFailure: (name, cause) => {
      throw new Error(name, { cause });
    },
    onBacklog: () => undefined,
  });
  const vectors = [...real.vectors, ...clustered(Math.max(0, entries - real.vectors.length))];
  let partition = '';
  await fillStore(dataDir, entries, upstreamUrl, {
    identity: real.identity,
    bodyOf: (at) => chatBody(real.texts[at] ?? `Stored question ${String(at)}?`),
    vectorOf: (at) => vectors[at] ?? new Float32Array(dimensions),
    onStored: (name, id, vector) => {
      partition = name;
      index.add(name, id, vector);
    },
  });
  while (index.moveNext());
  await saveIndex(index, join(dataDir, 'vectors'), {
    modelIdentity: real.identity,
    dimensions,
    projection: projection.id,
  });
  store = openBenchStore(dataDir);
  const { close } = store;
  return { index, partition, vectors, close };
}
