import { cosineFloor } from '../../../src-core/matching/decide.ts';
import { createProjection, type Projection } from '../../../src-core/vector/projection.ts';
import { describe, expect, test } from 'vitest';
import { PartitionedIndex } from '../../../src-core/vector/vector-index.ts';
import { loadHnswlib } from '../../../src-core/vector/load-hnswlib.ts';
import { defaultSwitchSize } from '../../../src-core/vector/create-vector-index.ts';
import { hnswAvailable } from './index-support.ts';
import { clusteredVectors, dimensions, near, seededRandom, unit } from './random-vectors.ts';

const count = 100_000;
const queries = 150;

/** Vectors of texts differ most in some directions: here a third of them hold three quarters, as with the shipped embedder. */
const unevenVectors = (seed: number): Float32Array[] =>
  clusteredVectors(count, seed).map((vector) => unit(vector.map((value, at) => value / Math.sqrt(1 + at / 5))));

/** Keeps the first numbers. */
function firstNumbers(kept: number): Projection {
  const directions = new Int8Array(dimensions * kept);
  for (let at = 0; at < kept; at += 1) directions[at * dimensions + at] = 127;
  return createProjection({ dimensions, kept, directions: Buffer.from(directions.buffer).toString('base64') });
}

describe.runIf(hnswAvailable)('recall at 100,000', { timeout: 600_000 }, () => {
  test.each([
    {
      name: 'whole vectors, alike in all directions',
      vectors: () => clusteredVectors(count, 21),
      projection: null,
      // Below this, neighbours of random vectors in 384 dimensions have nothing in common.
      floor: 0.3,
    },
    {
      name: 'projected vectors that differ most in some directions',
      vectors: () => unevenVectors(21),
      projection: firstNumbers(128),
      floor: cosineFloor,
    },
  ])('of $name the graph finds 98 of 100 that a scan finds, with the same cosines', async (kind) => {
    const hnswlib = await loadHnswlib();
    const vectors = kind.vectors();
    const open = (hnsw: boolean) =>
      new PartitionedIndex({
        dimensions,
        projection: kind.projection,
        vectorOf: (id) => vectors[Number(id.slice(1))],
        hnsw: hnsw && hnswlib.available ? hnswlib.HierarchicalNSW : null,
        switchSize: defaultSwitchSize,
        countFailure: (name, cause) => expect.fail(`${name}: ${String(cause)}`),
        onBacklog: () => undefined,
      });
    const flat = open(false);
    const graph = open(true);
    vectors.forEach((vector, at) => {
      flat.add('p', `e${at}`, vector);
      graph.add('p', `e${at}`, vector);
      while (graph.backlog() > defaultSwitchSize) graph.moveNext();
    });
    // What is done in the background otherwise, without its pauses.
    while (graph.moveNext());
    expect({ flat: flat.kind(), graph: graph.kind(), size: graph.size() }).toEqual({
      flat: 'flat',
      graph: 'hnsw',
      size: count,
    });

    const random = seededRandom(22);
    let expected = 0;
    let found = 0;
    for (let query = 0; query < queries; query += 1) {
      const asked = near(vectors[Math.floor(random() * count)]!, 0.3, random);
      const truth = new Map(flat.search('p', asked, 5, kind.floor).map(({ id, cosine }) => [id, cosine]));
      expected += truth.size;
      for (const { id, cosine } of graph.search('p', asked, 5, kind.floor)) {
        const exact = truth.get(id);
        if (exact === undefined) continue;
        found += 1;
        expect(cosine).toBeCloseTo(exact, 5);
      }
    }
    expect(expected).toBeGreaterThan(queries * 3);
    expect(found / expected).toBeGreaterThanOrEqual(0.98);
  });
});
