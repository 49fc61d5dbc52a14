import { describe, expect, test } from 'vitest';
import type { EntryHit } from '../../../src-core/contracts/views.ts';
import { draft, logRecord, start } from './store-drafts.ts';
import { openTestStore, type TestStore } from './store-support.ts';

const confidences = [0.98, 0.99];

/** An entry that answered two rewordings by meaning, and identical requests in between. */
async function servedEntry(): Promise<TestStore & { entryId: string }> {
  const store = openTestStore();
  const put = await store.answers.put(draft('a'));
  const entryId = put.stored ? put.id : '';
  store.vectors.put({ id: entryId, partition: 'p', text: 'stored', vector: new Float32Array([1]) }, 'm');
  const hit = { entryId, at: start };
  store.log.append([
    {
      ...logRecord('r1', { confidence: confidences[0]! }),
      hit: { ...hit, requestId: 'r1', match: 'semantic', asked: 'one' },
    },
    { ...logRecord('r2'), hit: { ...hit, at: start + 1, requestId: 'r2', match: 'exact', count: 3 } },
    {
      ...logRecord('r3', { confidence: confidences[1]! }),
      hit: { ...hit, requestId: 'r3', match: 'semantic', asked: 'two' },
    },
  ]);
  return { ...store, entryId };
}

describe('the answers that an entry gave', () => {
  test('are listed newest first, each with what was asked, its confidence and its mark', async () => {
    const { log, marks, entryId } = await servedEntry();
    marks.set({ ...marks.served('r1')! }, 'wrong', start);
    const query = { entryId, match: null, cursor: null, limit: 10 };
    const exact: EntryHit = {
      requestId: 'r2',
      at: start + 1,
      match: 'exact',
      count: 3,
      asked: null,
      confidence: null,
      verdict: null,
    };
    const byMeaning = { at: start, match: 'semantic', count: 1 } as const;
    expect(log.hitsOf(query)).toEqual({
      items: [
        exact,
        { ...byMeaning, requestId: 'r3', asked: 'two', confidence: confidences[1], verdict: null },
        { ...byMeaning, requestId: 'r1', asked: 'one', confidence: confidences[0], verdict: 'wrong' },
      ],
      nextCursor: null,
      total: 3,
    });
    expect(log.hitsOf({ ...query, match: 'exact' })).toEqual({ items: [exact], nextCursor: null, total: 1 });
    expect(log.hitsOf({ ...query, entryId: 'e_none' })).toEqual({ items: [], nextCursor: null, total: 0 });
  });

  test('come page by page without loss, also those of one moment', async () => {
    const { log, entryId } = await servedEntry();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = log.hitsOf({ entryId, match: null, cursor, limit: 1 });
      seen.push(...page.items.map(({ requestId }) => requestId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(['r2', 'r3', 'r1']);
  });

  test('outlive their requests in the log', async () => {
    const { log, entryId } = await servedEntry();
    log.prune({ before: start + 1000, maxRows: 100 });
    expect(log.hitsOf({ entryId, match: 'semantic', cursor: null, limit: 10 }).items).toMatchObject([
      { requestId: 'r3', asked: 'two', confidence: null },
      { requestId: 'r1', asked: 'one', confidence: null },
    ]);
  });

  test('are counted by mark for each entry', async () => {
    const { marks, entryId } = await servedEntry();
    expect(marks.ofEntries([entryId])).toEqual(new Map());
    marks.set({ ...marks.served('r1')! }, 'wrong', start);
    marks.set({ ...marks.served('r3')! }, 'right', start);
    expect(marks.ofEntries([entryId, 'e_none'])).toEqual(new Map([[entryId, { wrong: 1, right: 1 }]]));
  });
});
