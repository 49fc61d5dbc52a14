import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRows, hnswAvailable, openIndex, tempDir, type TestIndex } from './index-support.ts';
import { clusteredVectors, randomVector, seededRandom } from './random-vectors.ts';

const vectors = clusteredVectors(120, 5);
const random = seededRandom(6);
const model = 'model@1';

const answers = (index: TestIndex, partition = 'p') => vectors.map((vector) => index.search(partition, vector, 5, 0.3));

async function saved(folder: string): Promise<TestIndex> {
  const index = openIndex('hnsw');
  vectors.forEach((vector, at) => index.add('p', `e${at}`, vector));
  await index.settled();
  await index.saveTo(folder, model);
  return index;
}

const fileEnding = (folder: string, ending: string) =>
  join(
    folder,
    readdirSync(folder).find((name) => name.endsWith(ending))!,
  );

describe.runIf(hnswAvailable)('saved index', () => {
  test('answers as the index that was saved', async () => {
    const folder = tempDir();
    const index = await saved(folder);
    const loaded = openIndex('hnsw');
    expect(await loaded.loadFrom(folder, model)).toBe(120);
    expect({ size: loaded.size(), kind: loaded.kind(), answers: answers(loaded) }).toEqual({
      size: 120,
      kind: 'hnsw',
      answers: answers(index),
    });
    expect(loaded.failures).toEqual([]);
  });

  test('leaves no files of earlier saves behind', async () => {
    const folder = tempDir();
    const index = await saved(folder);
    writeFileSync(join(folder, 'cut-short.hnsw'), 'half');
    await index.saveTo(folder, model);
    expect(
      readdirSync(folder)
        .map((name) => name.split('.').at(-1))
        .toSorted((one, other) => String(one).localeCompare(String(other))),
    ).toEqual(['hnsw', 'json', 'labels']);
  });

  test('keeps removals from before, during and after the save, and entries added meanwhile', async () => {
    const folder = tempDir();
    const index = openIndex('hnsw');
    vectors.forEach((vector, at) => index.add('p', `e${at}`, vector));
    await index.settled();
    index.remove('e0');
    const saving = index.saveTo(folder, model);
    index.remove('e1');
    const added = randomVector(random);
    index.add('p', 'added', added);
    expect(index.search('p', vectors[1]!, 1, 0.99)).toEqual([]);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    index.remove('e2');
    expect(index.search('p', vectors[2]!, 1, 0.99)).toEqual([]);
    await saving;
    await index.settled();
    index.remove('e3');
    expect({ size: index.size(), kind: index.kind(), backlog: index.backlog() }).toEqual({
      size: 117,
      kind: 'hnsw',
      backlog: 0,
    });
    expect(index.search('p', added, 1, 0.99)[0]?.id).toBe('added');
    for (const at of [0, 1, 2, 3]) expect(index.search('p', vectors[at]!, 1, 0.99)).toEqual([]);

    const loaded = openIndex('hnsw');
    await loaded.loadFrom(folder, model);
    for (const at of [0, 1]) expect(loaded.search('p', vectors[at]!, 1, 0.99)).toEqual([]);
    expect(loaded.search('p', vectors[4]!, 1, 0.99)[0]?.id).toBe('e4');
    // Places of the removed are used again without trouble.
    vectors.forEach((vector, at) => loaded.add('p', `x${at}`, vector));
    await loaded.settled();
    expect(loaded.search('p', vectors[1]!, 1, 0.99)[0]?.id).toBe('x1');
    expect(loaded.failures).toEqual([]);
  });

  test('an entry added before the saved index is loaded keeps its newer vector', async () => {
    const folder = tempDir();
    await saved(folder);
    const loaded = openIndex('hnsw');
    const newer = randomVector(random);
    loaded.add('p', 'e7', newer);
    await loaded.loadFrom(folder, model);
    expect(loaded.size()).toBe(120);
    expect(loaded.search('p', newer, 1, 0.99)[0]?.id).toBe('e7');
    expect(loaded.search('p', vectors[7]!, 1, 0.99)).toEqual([]);
  });

  test.each([
    ['a truncated graph', (folder: string) => truncateSync(fileEnding(folder, '.hnsw'), 1000)],
    ['a longer graph', (folder: string) => appendFileSync(fileEnding(folder, '.hnsw'), 'x')],
    [
      'a flipped bit in the graph',
      (folder: string) => {
        const bytes = readFileSync(fileEnding(folder, '.hnsw'));
        bytes[5000] = bytes[5000]! ^ 1;
        writeFileSync(fileEnding(folder, '.hnsw'), bytes);
      },
    ],
    ['a missing graph', (folder: string) => rmSync(fileEnding(folder, '.hnsw'))],
    ['changed labels', (folder: string) => appendFileSync(fileEnding(folder, '.labels'), '["x",1,2]\n')],
    ['a manifest that is no JSON', (folder: string) => writeFileSync(join(folder, 'manifest.json'), '{')],
    ['a manifest of another format', (folder: string) => writeFileSync(join(folder, 'manifest.json'), '{"format":2}')],
  ])('%s is counted, ignored, and rebuilt from the store', async (_, damage) => {
    const folder = tempDir();
    await saved(folder);
    damage(folder);
    const loaded = openIndex('hnsw');
    expect(await loaded.loadFrom(folder, model)).toBe(0);
    expect({ failures: loaded.failures, size: loaded.size() }).toEqual({ failures: ['vector_index_damaged'], size: 0 });
    const rows = createRows();
    vectors.forEach((vector, at) => rows.put({ id: `e${at}`, partition: 'p', vector }, model));
    await loaded.reconcile(rows, model);
    await loaded.settled();
    expect(loaded.search('p', vectors[7]!, 1, 0.99)[0]?.id).toBe('e7');
  });

  test('an index of another model is counted and ignored', async () => {
    const folder = tempDir();
    await saved(folder);
    const loaded = openIndex('hnsw');
    expect(await loaded.loadFrom(folder, 'model@2')).toBe(0);
    expect({ failures: loaded.failures, size: loaded.size() }).toEqual({ failures: ['vector_index_foreign'], size: 0 });
  });

  test('a folder without a saved index is no failure', async () => {
    const loaded = openIndex('hnsw');
    expect(await loaded.loadFrom(join(tempDir(), 'none'), model)).toBe(0);
    expect(loaded.failures).toEqual([]);
  });

  test('a disk that refuses rejects the save, keeps the one before, and the index goes on', async () => {
    const folder = tempDir();
    const index = await saved(folder);
    await expect(index.saveTo(join(folder, 'manifest.json', 'below'), model)).rejects.toThrow(/ENOTDIR/);
    index.add('p', 'later', vectors[0]!);
    await index.settled();
    expect(index.backlog()).toBe(0);
    expect(await openIndex('hnsw').loadFrom(folder, model)).toBe(120);
  });
});
