import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { createRows, hnswAvailable, openIndex, tempDir } from './index-support.ts';
import { clusteredVectors, randomVector, seededRandom } from './random-vectors.ts';

const vectors = clusteredVectors(500, 11);
const random = seededRandom(12);
const model = 'model@1';
const name = (at: number) => `e${String(at).padStart(4, '0')}`;

function filledRows() {
  const rows = createRows();
  vectors.forEach((vector, at) => rows.put({ id: name(at), partition: `p${at % 3}`, vector }, model));
  return rows;
}

describe.each(hnswAvailable ? (['flat', 'hnsw'] as const) : (['flat'] as const))(
  'reconcile with the store: %s',
  (kind) => {
    test('an empty index gets every row of the model, and none of another', async () => {
      const rows = filledRows();
      rows.put({ id: 'foreign', partition: 'p0', vector: vectors[0]! }, 'model@2');
      const index = openIndex(kind);
      expect(await index.reconcile(rows, model)).toEqual({ kept: 0, added: 500, removed: 0 });
      await index.settled();
      expect({ size: index.size(), kind: index.kind() }).toEqual({ size: 500, kind });
      vectors.forEach((vector, at) => expect(index.search(`p${at % 3}`, vector, 1, 0.99)[0]?.id).toBe(name(at)));
    });

    test('what is there stays, gone rows go, new ones and those of another partition come', async () => {
      const rows = filledRows();
      const index = openIndex(kind);
      await index.reconcile(rows, model);
      await index.settled();
      rows.remove(name(1));
      const added = randomVector(random);
      rows.put({ id: 'zz', partition: 'p0', vector: added }, model);
      rows.put({ id: name(3), partition: 'elsewhere', vector: vectors[3]! }, model);
      expect(await index.reconcile(rows, model)).toEqual({ kept: 498, added: 2, removed: 1 });
      await index.settled();
      const nearest = (partition: string, vector: Float32Array) => index.search(partition, vector, 1, 0.99)[0]?.id;
      expect([
        nearest('p1', vectors[1]!),
        nearest('p0', added),
        nearest('p2', vectors[2]!),
        nearest('p0', vectors[3]!),
        nearest('elsewhere', vectors[3]!),
      ]).toEqual([undefined, 'zz', name(2), undefined, name(3)]);
    });

    test('traffic meanwhile wins: what it adds stays, what it removes does not come back', async () => {
      const rows = filledRows();
      const index = openIndex(kind);
      const { places } = rows;
      let pages = 0;
      rows.places = (...args) => {
        pages += 1;
        if (pages === 2) {
          rows.put({ id: 'a-new', partition: 'p0', vector: vectors[0]! }, model);
          index.add('p0', 'a-new', vectors[0]!);
          rows.remove(name(0));
          index.remove(name(0));
        }
        return places(...args);
      };
      await index.reconcile(rows, model);
      expect({ size: index.size(), found: index.search('p0', vectors[0]!, 5, 0.99).map(({ id }) => id) }).toEqual({
        size: 500,
        found: ['a-new'],
      });
    });
  },
);

test.runIf(hnswAvailable)('a saved index is brought up to date after a restart', async () => {
  const folder = tempDir();
  const rows = filledRows();
  const before = openIndex('hnsw');
  await before.reconcile(rows, model);
  await before.settled();
  await before.saveTo(folder, model);
  rows.remove(name(10));
  rows.put({ id: name(11), partition: 'elsewhere', vector: vectors[11]! }, model);
  rows.put({ id: 'zz', partition: 'p0', vector: vectors[10]! }, model);

  const index = openIndex('hnsw');
  await index.loadFrom(folder, model);
  expect(await index.reconcile(rows, model)).toEqual({ kept: 498, added: 2, removed: 1 });
  expect(index.search('p1', vectors[10]!, 1, 0.99)).toEqual([]);
  expect(index.search('p2', vectors[11]!, 1, 0.99)).toEqual([]);
  expect(index.search('elsewhere', vectors[11]!, 1, 0.99)[0]?.id).toBe(name(11));
});

test.runIf(hnswAvailable)('closing ends a reconciliation under way', async () => {
  const index = openIndex('hnsw');
  const done = index.reconcile(filledRows(), model);
  index.close();
  expect(await done).toEqual({ kept: 0, added: 0, removed: 0 });
});

test.runIf(hnswAvailable)('building graphs leaves the event loop free', { retry: 2 }, async () => {
  const index = openIndex('hnsw', { switchSize: 100 });
  const rows = createRows();
  clusteredVectors(3000, 13).forEach((vector, at) => rows.put({ id: name(at), partition: 'p', vector }, model));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const page = rows.places(model, null, 10_000);
  // Rows in memory are sorted for each page; a store has an index for that.
  rows.places = (_, after, limit) => page.filter((row) => after === null || row.id > after).slice(0, limit);
  delay.enable();
  await index.reconcile(rows, model);
  await index.settled();
  delay.disable();
  expect(index.kind()).toBe('hnsw');
  expect(delay.percentile(99) / 1e6).toBeLessThan(20);
});
