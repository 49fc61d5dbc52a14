import { describe, expect, test } from 'vitest';
import { forget, openIndex } from './index-support.ts';
import { clusteredVectors, dimensions, near, randomVector, seededRandom } from './random-vectors.ts';

const ids = (found: { id: string }[]) => found.map(({ id }) => id);
const cosine = (one: Float32Array, other: Float32Array) => one.reduce((sum, value, at) => sum + value * other[at]!, 0);

/** What every implementation of VectorIndex does; `size` is large enough that the one under test has taken over. */
export function vectorIndexConformance(kind: 'flat' | 'hnsw', size: number): void {
  const vectors = clusteredVectors(size, 1);
  const random = seededRandom(2);

  async function filled(partition = 'p') {
    const index = openIndex(kind);
    vectors.forEach((vector, at) => index.add(partition, `e${at}`, vector));
    await index.settled();
    return index;
  }

  describe(`vector index: ${kind}`, () => {
    test('says which implementation serves, and how many entries', async () => {
      const index = await filled();
      expect({ kind: index.kind(), size: index.size(), backlog: index.backlog() }).toEqual({ kind, size, backlog: 0 });
    });

    test('finds the neighbours that comparing with every vector finds, nearest first, with their cosines', async () => {
      const index = await filled();
      for (let query = 0; query < 20; query += 1) {
        const asked = near(vectors[query * 7]!, 0.2, random);
        const expected = vectors
          .map((vector, at) => ({ id: `e${at}`, cosine: cosine(vector, asked) }))
          .sort((one, other) => other.cosine - one.cosine)
          .slice(0, 5);
        const found = index.search('p', asked, 5, -1);
        expect(ids(found)).toEqual(ids(expected));
        found.forEach((neighbour, at) => expect(neighbour.cosine).toBeCloseTo(expected[at]!.cosine, 5));
      }
    });

    test('finds a vector just added, before and after it went into the graph', async () => {
      const index = await filled();
      const vector = randomVector(random);
      index.add('p', 'new', vector);
      expect(ids(index.search('p', vector, 1, 0.99))).toEqual(['new']);
      await index.settled();
      expect(ids(index.search('p', vector, 1, 0.99))).toEqual(['new']);
    });

    test('never returns a vector of another partition, however alike', async () => {
      const index = openIndex(kind);
      const names = ['p', 'p ', 'P', 'p/q', ''];
      for (const name of names) vectors.forEach((vector, at) => index.add(name, `${name}|${at}`, vector));
      await index.settled();
      for (const name of names) {
        const found = index.search(name, vectors[3]!, size, -1);
        expect(found).not.toHaveLength(0);
        expect(found.filter(({ id }) => !id.startsWith(`${name}|`))).toEqual([]);
      }
      expect(index.search('q', vectors[3]!, 5, -1)).toEqual([]);
    });

    test('never returns what was removed', async () => {
      const index = await filled();
      for (let at = 0; at < size; at += 2) index.remove(`e${at}`);
      index.remove('e0');
      index.remove('unknown');
      await index.settled();
      expect(index.size()).toBe(size / 2);
      const found = vectors.flatMap((vector) => ids(index.search('p', vector, 10, -1)));
      expect(found.filter((id) => Number(id.slice(1)) % 2 === 0)).toEqual([]);
      expect(new Set(found).size).toBe(size / 2);
    });

    test('entries that the store has no more leave the index when they are met, and hide no others', async () => {
      const index = openIndex(kind);
      const center = randomVector(random);
      // More gone ones nearer to what is asked than any search looks at.
      for (let at = 0; at < 60; at += 1) index.add('p', `gone${at}`, near(center, 0.1, random));
      index.add('p', 'live', near(center, 0.5, random));
      await index.settled();
      for (let at = 0; at < 60; at += 1) forget(`gone${at}`);
      expect({ found: ids(index.search('p', center, 5, 0.5)), size: index.size() }).toEqual({
        found: ['live'],
        size: 1,
      });
    });

    test('takes new vectors after removals, and finds them', async () => {
      const index = await filled();
      const later = clusteredVectors(size, 3);
      for (let at = 0; at < size; at += 1) {
        index.remove(`e${at}`);
        index.add('p', `l${at}`, later[at]!);
        if (at % 10 === 0) await index.settled();
      }
      await index.settled();
      expect(index.size()).toBe(size);
      const found = later.map((vector) => index.search('p', vector, 1, 0.99)[0]?.id);
      expect(found).toEqual(later.map((_, at) => `l${at}`));
    });

    test('replaces the vector of an entry, and moves it between partitions', async () => {
      const index = await filled();
      const vector = randomVector(random);
      index.add('p', 'e5', vector);
      await index.settled();
      expect(index.size()).toBe(size);
      expect(ids(index.search('p', vectors[5]!, 1, 0.999))).toEqual([]);
      expect(ids(index.search('p', vector, 1, 0.999))).toEqual(['e5']);
      index.add('other', 'e5', vector);
      await index.settled();
      expect(ids(index.search('p', vector, 1, 0.999))).toEqual([]);
      expect(ids(index.search('other', vector, 1, 0.999))).toEqual(['e5']);
    });

    test('gives at most k, all of them when k is larger than the partition, none for k 0', async () => {
      const index = await filled();
      expect(index.search('p', vectors[0]!, 3, -1)).toHaveLength(3);
      expect(index.search('p', vectors[0]!, 0, -1)).toEqual([]);
      expect(new Set(ids(index.search('p', vectors[0]!, size * 10, -1))).size).toBe(size);
    });

    test('gives nothing below the floor', async () => {
      const index = await filled();
      for (const floor of [0.7, 0.9, 1.1]) {
        for (const { cosine } of index.search('p', vectors[1]!, 50, floor))
          expect(cosine).toBeGreaterThanOrEqual(floor);
      }
      expect(index.search('p', randomVector(random), 5, 0.7)).toEqual([]);
    });

    test('is empty again after everything was removed, and can be filled anew', async () => {
      const index = await filled();
      vectors.forEach((_, at) => index.remove(`e${at}`));
      await index.settled();
      expect({ size: index.size(), found: index.search('p', vectors[0]!, 5, -1) }).toEqual({ size: 0, found: [] });
      vectors.forEach((vector, at) => index.add('p', `e${at}`, vector));
      await index.settled();
      expect(ids(index.search('p', vectors[4]!, 1, 0.99))).toEqual(['e4']);
    });

    test('refuses vectors that are no unit vectors of its dimensions, and keeps what it had', async () => {
      const index = await filled();
      const broken = [
        new Float32Array(dimensions),
        new Float32Array(dimensions).fill(Number.NaN),
        new Float32Array(dimensions).fill(1),
        new Float32Array(dimensions / 2).fill(1 / Math.sqrt(dimensions / 2)),
      ];
      for (const vector of broken) {
        expect(() => index.add('p', 'e1', vector)).toThrow(RangeError);
        expect(() => index.search('p', vector, 1, 0)).toThrow(RangeError);
      }
      expect(ids(index.search('p', vectors[1]!, 1, 0.99))).toEqual(['e1']);
    });
  });
}
