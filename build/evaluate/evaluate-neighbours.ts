import { cosineFloor, candidateLimit } from '../../src-core/matching/decide.ts';
import { defaultSwitchSize } from '../../src-core/vector/create-vector-index.ts';
import { shippedProjection } from '../../src-core/vector/data/shipped-projection.ts';
import { loadHnswlib } from '../../src-core/vector/load-hnswlib.ts';
import { createProjection } from '../../src-core/vector/projection.ts';
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
  for (const query of queries) {
    const found = new Set(index.search('all', query, candidateLimit, -1).map(({ id }) => Number(id)));
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
  };
}

function nearestOf(stored: readonly Float32Array[], query: Float32Array): { at: number; cosine: number }[] {
  return stored
    .map((vector, at) => ({ at, cosine: vector.reduce((sum, value, place) => sum + value * (query[place] ?? 0), 0) }))
    .toSorted((one, other) => other.cosine - one.cosine)
    .slice(0, candidateLimit);
}
