import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CountFailure } from '../ports/host.ts';
import { createPause } from './background.ts';
import type { IndexEntry, Partition } from './entry.ts';
import { Graph, type GraphShape } from './graph.ts';
import type { HnswConstructor } from './load-hnswlib.ts';
import { labelLineSchema, readManifest, verifyFile, type Manifest } from './saved-index.ts';
import type { PartitionedIndex } from './vector-index.ts';

export interface LoadIndexOptions {
  folder: string;
  modelIdentity: string;
  shape: GraphShape;
  hnsw: HnswConstructor;
  countFailure: CountFailure;
}

/**
 * Puts the graphs of a saved index into place; gives the number of entries that came with them. What is damaged, or of
 * another model, is counted and left: reconciling with the store fills every gap.
 */
export async function loadIndex(index: PartitionedIndex, options: LoadIndexOptions): Promise<number> {
  const { folder, modelIdentity, shape, countFailure } = options;
  const manifest = await readManifest(folder).catch((error: unknown) => {
    countFailure('vector_index_damaged', error);
    return null;
  });
  if (manifest === null) return 0;
  const isOurs =
    manifest.modelIdentity === modelIdentity &&
    manifest.dimensions === shape.dimensions &&
    manifest.projection === (shape.projection?.id ?? null);
  if (!isOurs) {
    countFailure('vector_index_foreign', new Error(`saved with ${manifest.modelIdentity}`));
    return 0;
  }
  let loaded = 0;
  for (const saved of manifest.graphs) {
    try {
      loaded += await loadGraph(index, saved, options);
    } catch (error) {
      countFailure('vector_index_damaged', error);
    }
  }
  return loaded;
}

async function loadGraph(
  index: PartitionedIndex,
  saved: Manifest['graphs'][number],
  { folder, hnsw, shape }: LoadIndexOptions,
): Promise<number> {
  await verifyFile(folder, saved.labels);
  await verifyFile(folder, saved.graph);
  const graph = await Graph.read<IndexEntry>(hnsw, shape, join(folder, saved.graph.name), saved.nextLabel);
  const partition = index.partition(saved.partition);
  // Traffic was faster and made a graph already: two for one partition are not kept.
  if (partition.graph !== null) return 0;
  partition.graph = graph;
  graph.freeze();
  try {
    await adoptLabels(index, partition, graph, join(folder, saved.labels.name));
  } finally {
    graph.thaw();
    index.thawed(partition);
  }
  return graph.size;
}

async function adoptLabels(
  index: PartitionedIndex,
  partition: Partition,
  graph: Graph<IndexEntry>,
  labelsPath: string,
): Promise<void> {
  const pause = createPause();
  for await (const line of createInterface({ input: createReadStream(labelsPath) })) {
    const [id, label] = labelLineSchema.parse(JSON.parse(line));
    // An entry added since the start has a newer vector than the file.
    if (id === null || index.entry(id) !== undefined) graph.drop(label);
    else index.adopt({ id, partition, slot: -1, place: -1, label, seen: 0 }, graph, label);
    await pause();
  }
}
