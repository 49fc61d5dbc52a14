import { describe, expect, test } from 'vitest';
import { draft } from './store-drafts.ts';
import { openTestStore, type TestStore } from './store-support.ts';

describe('vectors of entries', () => {
  const put = async (store: TestStore, key: string): Promise<string> => {
    const result = await store.answers.put(draft(key));
    if (!result.stored) throw new Error(result.reason);
    return result.id;
  };

  test('come back bit for bit, in order of id, by model, page by page', async () => {
    const store = openTestStore();
    const ids = [await put(store, 'a'), await put(store, 'b'), await put(store, 'c')].toSorted();
    const vector = new Float32Array([0.1, -1e-30, 3.4e38, -0]);
    for (const id of ids) store.vectors.put({ id, partition: 'p', text: `text of ${id}`, vector }, 'model 1');
    store.vectors.put({ id: ids[2]!, partition: 'q', text: 'again', vector }, 'model 2');
    expect(store.vectors.places('model 1', null, 10)).toEqual([
      { id: ids[0], partition: 'p' },
      { id: ids[1], partition: 'p' },
    ]);
    expect([store.vectors.vectorOf(ids[0]!), store.vectors.vectorOf('e_none')]).toEqual([vector, undefined]);
    expect(store.vectors.places('model 1', ids[0]!, 1).map(({ id }) => id)).toEqual([ids[1]]);
    expect(store.vectors.get(ids[2]!)).toEqual({ id: ids[2], partition: 'q', text: 'again', vector });
  });

  test('go out of sight with their entry, come back with it, and vanish when it does', async () => {
    const store = openTestStore();
    const id = await put(store, 'a');
    const vector = new Float32Array([1]);
    store.vectors.put({ id, partition: 'p', text: 't', vector }, 'm');
    const { undo } = store.answers.remove({ ids: [id] }, store.clock.now());
    expect([
      store.vectors.places('m', null, 10),
      store.vectors.get(id),
      store.vectors.vectorOf(id),
      store.answers.findById(id),
    ]).toEqual([[], undefined, undefined, undefined]);
    store.answers.restore(undo!);
    expect(store.vectors.get(id)?.id).toBe(id);
    expect(store.answers.findById(id)?.id).toBe(id);
    await put(store, 'a');
    expect([store.vectors.get(id), store.answers.findById(id)]).toEqual([undefined, undefined]);
  });

  test('that are still to be made wait, the latest entry first, whatever model the others are of', async () => {
    const store = openTestStore();
    const ids = [await put(store, 'a'), await put(store, 'b'), await put(store, 'c'), await put(store, 'd')].toSorted();
    const vector = new Float32Array([1]);
    store.vectors.defer({ id: ids[0]!, partition: 'p', text: 'one' });
    store.vectors.defer({ id: ids[1]!, partition: 'p', text: 'two' });
    store.vectors.put({ id: ids[2]!, partition: 'p', text: 'of this model', vector }, 'm');
    store.vectors.put({ id: ids[3]!, partition: 'p', text: 'of another', vector }, 'z');
    const waiting = (limit: number) => store.vectors.waiting('m', limit).map(({ text }) => text);
    expect([waiting(10), waiting(1), waiting(2)]).toEqual([['two', 'one', 'of another'], ['two'], ['two', 'one']]);
    expect(store.vectors.vectorOf(ids[0]!)).toBeUndefined();
  });

  test('an entry that is gone takes none', () => {
    const store = openTestStore();
    store.vectors.put({ id: 'e_none', partition: 'p', text: 't', vector: new Float32Array([1]) }, 'm');
    expect(store.vectors.places('m', null, 10)).toEqual([]);
  });
});
