import { describe, expect, test } from 'vitest';
import type { EntryFilter, EntrySort } from '../../../src-core/contracts/operations.ts';
import type { AnswerStore } from '../../../src-core/ports/answer-store.ts';
import { draft, start } from './store-drafts.ts';
import { listAll, names, put, type CreateStore } from './store-under-test.ts';

/** How every AnswerStore lists, filters, pages and searches, whatever it is made of. */
export function describeAnswerLists(name: string, create: CreateStore): void {
  describe(`${name}: listing`, () => {
    test.each([
      ['createdAt', 'bcad'],
      ['lastHitAt', 'cdba'],
      ['hits', 'cdab'],
      ['sizeBytes', 'acbd'],
      ['expiresAt', 'acbd'],
    ] as const)('sorts by %s both ways', async (by, expected) => {
      const { answers } = await filledStore(create);
      expect(names(answers, {}, by).join('')).toBe(expected);
      expect(names(answers, {}, by, true).join('')).toBe(expected.split('').toReversed().join(''));
    });

    test.each<[string, EntryFilter, string]>([
      ['nothing', {}, 'bcad'],
      ['blank text', { text: '  ' }, 'bcad'],
      ['project', { project: ['x'] }, 'ca'],
      ['several values', { project: ['x', 'default'] }, 'bcad'],
      ['no value', { project: [] }, ''],
      ['model', { model: ['m2'] }, 'b'],
      ['upstream', { upstream: ['groq', 'nobody'] }, 'c'],
      ['dialect', { dialect: ['embeddings'] }, 'd'],
      ['not', { not: { project: ['x'] } }, 'bd'],
      ['not, nothing', { not: { project: [] } }, 'bcad'],
      ['both', { project: ['x'], not: { upstream: ['groq'] } }, 'a'],
      ['age', { olderThanMs: 100 - 3 }, 'bc'],
      ['pinned', { pinned: true }, 'b'],
      ['not pinned', { pinned: false }, 'cad'],
      ['ids', { ids: [] }, ''],
      ['text', { text: 'prompt d' }, 'd'],
      ['text and project', { text: 'answ', project: ['x'] }, 'ca'],
    ])('filters by %s, and count agrees', async (_, filter, expected) => {
      const { answers } = await filledStore(create);
      const at = start + 100;
      const page = answers.list({
        filter,
        sort: { by: 'createdAt', descending: false },
        cursor: null,
        limit: 10,
        now: at,
      });
      expect(page.items.map((item) => item.promptPreview.at(-1)).join('')).toBe(expected);
      expect(page.total).toBe(expected.length);
      expect(answers.count(filter, at)).toEqual({
        count: expected.length,
        bytes: page.items.reduce((sum, item) => sum + item.sizeBytes, 0),
      });
    });

    test('a filter removes exactly what it lists', async () => {
      const { answers } = await filledStore(create);
      expect(answers.remove({ project: ['x'] }, start).count).toBe(2);
      expect(names(answers).join('')).toBe('bd');
    });
  });

  describe(`${name}: cursors`, () => {
    test.each(['createdAt', 'lastHitAt', 'hits', 'sizeBytes', 'expiresAt'] as const)(
      'every entry is on one page, sorted by %s with many ties',
      async (by) => {
        const { answers } = create();
        const ids = await put(
          answers,
          ...Array.from({ length: 10 }, (_, index) => draft(`n${index}`, { createdAt: start + (index % 3) })),
        );
        for (const descending of [true, false]) {
          const seen = readPages(answers, by, descending);
          expect(seen.toSorted()).toEqual(ids.toSorted());
          expect(seen).toEqual(listAll(answers, {}, by, descending).items.map((item) => item.id));
        }
      },
    );

    test('entries stored while someone pages neither repeat nor hide others', async () => {
      const { answers } = create();
      const ids = await put(
        answers,
        ...Array.from({ length: 9 }, (_, index) => draft(`n${index}`, { createdAt: start + index })),
      );
      let extra = 0;
      const queue: Promise<unknown>[] = [];
      const seen = readPages(answers, 'createdAt', true, () => {
        extra += 1;
        queue.push(answers.put(draft(`extra${extra}`, { createdAt: start + 100 + extra })));
      });
      await Promise.all(queue);
      expect(seen).toEqual(ids.toReversed());
    });

    test('the last page has no cursor, even when it is full', async () => {
      const { answers } = create();
      await put(answers, draft('a'), draft('b'));
      const page = answers.list({
        filter: {},
        sort: { by: 'createdAt', descending: true },
        cursor: null,
        limit: 2,
        now: start,
      });
      expect(page).toMatchObject({ nextCursor: null, total: 2 });
    });

    test('a cursor that is not one, or of another order, is refused', async () => {
      const { answers } = create();
      await put(answers, draft('a'), draft('b'));
      const list = (cursor: string | null, by: EntrySort) =>
        answers.list({ filter: {}, sort: { by, descending: true }, cursor, limit: 1, now: start });
      const { nextCursor } = list(null, 'createdAt');
      expect(list(nextCursor, 'createdAt').items).toHaveLength(1);
      expect(() => list(nextCursor, 'hits')).toThrow(expect.objectContaining({ code: 'invalid_params' }));
      for (const bad of ['', 'x', '🙂', Buffer.from('{}').toString('base64url'), Buffer.from('[1]').toString('hex')]) {
        expect(() => list(bad, 'createdAt')).toThrow(expect.objectContaining({ code: 'invalid_params' }));
      }
    });
  });

  describe(`${name}: search`, () => {
    test.each<[string, string]>([
      ['a word of the prompt', 'capital'],
      ['a word of the answer', 'paris'],
      ['words of both, in any order', 'Paris CAPITAL'],
      ['without accents', 'cafe'],
      ['with accents', 'café'],
      ['the beginning of the last word', 'france cap'],
      ['one letter', 'c'],
      ['a word with punctuation', "l'été"],
      ['part of a sentence without spaces', '首都'],
      ['Japanese kana', 'ですか'],
      ['a number', '75001'],
    ])('finds %s', async (_, text) => {
      const { answers } = create();
      await put(
        answers,
        draft('other', { promptText: 'something else', answerText: 'nothing' }),
        draft('wanted', {
          promptText: 'Capital of France? 法国的首都是什么 パリはどこですか',
          answerText: "Paris. Le café de l'été, 75001",
        }),
      );
      expect(listAll(answers, { text }).items.map((item) => item.upstream)).toHaveLength(1);
    });

    test('every word must occur, and all but the last whole', async () => {
      const { answers } = create();
      await put(answers, draft('a', { promptText: 'capital of France', answerText: 'Paris' }));
      for (const text of ['capital Spain', 'cap France', 'apital', 'capitalist', '都首', '🎉']) {
        expect([text, listAll(answers, { text }).total]).toEqual([text, 0]);
      }
    });

    test.each([
      '"',
      '""',
      '" OR "',
      '*',
      'a*',
      '^a',
      'AND',
      'OR NOT',
      'a AND',
      'NEAR(a b)',
      'prompt:a',
      '{prompt}: a',
      '-a',
      '+',
      '(',
      ')',
      "'",
      '\\',
      '%',
      ';DROP TABLE entries',
      '🙂',
      '👩‍👩‍👧 a',
      '\0',
      'a\0b',
      '\ud800',
      '\u200b',
      'a '.repeat(500),
      '漢'.repeat(1000),
      '"'.repeat(1000),
    ])('odd text %j is only text', async (text) => {
      const { answers } = create();
      await put(answers, draft('a'));
      expect(listAll(answers, { text }).total).toBeLessThanOrEqual(1);
      expect(answers.count({ text }, start).count).toBeLessThanOrEqual(1);
    });
  });
}

/** Four entries that differ in everything lists sort and filter by. */
async function filledStore(create: CreateStore) {
  const under = create();
  const ids = await put(
    under.answers,
    draft('a', { createdAt: start + 3, expiresAt: start + 10, project: 'x', body: 'a' }),
    draft('b', { createdAt: start + 1, expiresAt: start + 30, model: 'm2', body: 'b'.repeat(20) }),
    draft('c', {
      createdAt: start + 2,
      expiresAt: start + 20,
      upstream: 'groq',
      project: 'x',
      body: 'c'.repeat(9),
    }),
    draft('d', { createdAt: start + 4, expiresAt: start + 40, dialect: 'embeddings', body: 'd'.repeat(40) }),
  );
  const [a, b] = ids;
  under.answers.pin([b!], true);
  under.answers.countHits([
    { entryId: a!, requestId: 'r1', at: start + 100, match: 'exact' },
    { entryId: b!, requestId: 'r2', at: start + 50, match: 'exact' },
    { entryId: b!, requestId: 'r3', at: start + 60, match: 'exact' },
  ]);
  return { ...under, ids };
}

/** Ids of all pages of three. */
function readPages(answers: AnswerStore, by: EntrySort, descending: boolean, betweenPages?: () => void): string[] {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = answers.list({ filter: {}, sort: { by, descending }, cursor, limit: 3, now: start });
    seen.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor;
    betweenPages?.();
  } while (cursor !== null);
  return seen;
}
