import { describe, expect, test } from 'vitest';
import { PartitionedIndex } from '../../../src-core/vector/vector-index.ts';
import { loadHnswlib } from '../../../src-core/vector/load-hnswlib.ts';
import { defaultSwitchSize } from '../../../src-core/vector/create-vector-index.ts';
import { hnswAvailable } from './index-support.ts';
import { clusteredVectors, dimensions, near, seededRandom } from './random-vectors.ts';

const count = 100_000;
const queries = 150;
/** Below this, neighbours of random vectors in 384 dimensions have nothing in common; candidates must reach 0.70. */
const floor = 0.3;

/** Takes about a minute: it builds the whole graph, as a machine with 100,000 entries would. */
describe.runIf(hnswAvailable)('recall at 100,000', { timeout: 600_000 }, () => {
  test('the graph finds at least 98 of 100 neighbours that the scan finds, with the same cosines', async () => {
    const hnswlib = await loadHnswlib();
    const open = (hnsw: boolean) =>
      new PartitionedIndex({
        dimensions,
        hnsw: hnsw && hnswlib.available ? hnswlib.HierarchicalNSW : null,
        switchSize: defaultSwitchSize,
        countFailure: (name, cause) => expect.fail(`${name}: ${String(cause)}`),
        onBacklog: () => undefined,
      });
    const vectors = clusteredVectors(count, 21);
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
      const truth = new Map(flat.search('p', asked, 5, floor).map(({ id, cosine }) => [id, cosine]));
      expected += truth.size;
      for (const { id, cosine } of graph.search('p', asked, 5, floor)) {
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
