import { cosineFloor, candidateLimit } from '../../src-core/matching/decide.ts';
import { defaultSwitchSize } from '../../src-core/vector/create-vector-index.ts';
import { shippedProjection } from '../../src-core/vector/data/shipped-projection.ts';
import { loadHnswlib } from '../../src-core/vector/load-hnswlib.ts';
import { createProjection } from '../../src-core/vector/projection.ts';
import { dotProduct } from '../../src-core/vector/dot-product.ts';
import { Nearest } from '../../src-core/vector/nearest.ts';
import { PartitionedIndex } from '../../src-core/vector/vector-index.ts';
import type { LocalModels } from './local-models.ts';

export interface NeighboursReport {
  /** Texts in the index; others ask. */
  texts: number;
  queries: number;
  kind: string;
  /** Share of the five nearest of an exact comparison that the index finds too. */
  recall: number;
  /** The same of those among them that the decision would look at. */
  recallOfCandidates: number;
  candidates: number;
  /** Middle search, milliseconds. */
  searchMs: number;
}

const maxQueries = 1000;

/** What the index of large partitions finds of distinct texts, against comparing with every vector. */
export async function reportNeighbours(texts: readonly string[], models: LocalModels): Promise<NeighboursReport> {
  const vectors = [...(await models.embed(texts)).values()].map(({ vector }) => vector);
  const queryCount = Math.min(maxQueries, Math.floor(vectors.length / 2));
  const queries = vectors.slice(0, queryCount);
  const stored = vectors.slice(queryCount);
  const hnswlib = await loadHnswlib();
  const index = new PartitionedIndex({
    dimensions: shippedProjection.dimensions,
    projection: createProjection(shippedProjection),
    vectorOf: (id) => stored[Number(id)],
    hnsw: hnswlib.available ? hnswlib.HierarchicalNSW : null,
    switchSize: defaultSwitchSize,
    countFailure: (name, cause) => {
      throw new Error(name, { cause });
    },
    onBacklog: () => undefined,
  });
  stored.forEach((vector, at) => {
    index.add('all', String(at), vector);
    while (index.backlog() > defaultSwitchSize) index.moveNext();
  });
  while (index.moveNext());
  const counts = { found: 0, all: 0, foundCandidates: 0, candidates: 0 };
  const times: number[] = [];
  for (const query of queries) {
    const startedAt = performance.now();
    const neighbours = index.search('all', query, candidateLimit, -1);
    times.push(performance.now() - startedAt);
    const found = new Set(neighbours.map(({ id }) => Number(id)));
    for (const { at, cosine } of nearestOf(stored, query)) {
      const hit = found.has(at) ? 1 : 0;
      counts.all += 1;
      counts.found += hit;
      if (cosine < cosineFloor) continue;
      counts.candidates += 1;
      counts.foundCandidates += hit;
    }
  }
  return {
    texts: stored.length,
    queries: queries.length,
    kind: index.kind(),
    recall: counts.found / counts.all,
    recallOfCandidates: counts.foundCandidates / counts.candidates,
    candidates: counts.candidates,
    searchMs: times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0,
  };
}

function nearestOf(stored: readonly Float32Array[], query: Float32Array): { at: number; cosine: number }[] {
  const nearest = new Nearest<number>(candidateLimit, -1);
  stored.forEach((vector, at) => nearest.offer(at, dotProduct(vector, query)));
  return nearest.list().map(({ item, cosine }) => ({ at: item, cosine }));
}
