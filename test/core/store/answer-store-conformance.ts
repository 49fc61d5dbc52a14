import { describe, expect, test } from 'vitest';
import type { EntryFilter, EntrySort } from '../../../src-core/contracts/operations.ts';
import type { AnswerDraft, AnswerStore, StoreLimits } from '../../../src-core/ports/answer-store.ts';
import { draft, keyOf, minute, start } from './store-support.ts';

/** What the suite needs of an implementation: a fresh store whose clock only moves when told to. */
export interface StoreUnderTest {
  answers: AnswerStore;
  clock: { now: () => number; advance: (ms: number) => void };
}

/** What every AnswerStore must do, whatever it is made of. */
export function describeAnswerStore(name: string, create: (limits?: Partial<StoreLimits>) => StoreUnderTest): void {
  const put = async (answers: AnswerStore, ...drafts: AnswerDraft[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const each of drafts) {
      const result = await answers.put(each);
      if (!result.stored) throw new Error(`not stored: ${result.reason}`);
      ids.push(result.id);
    }
    return ids;
  };
  const listAll = (answers: AnswerStore, filter: EntryFilter = {}, by: EntrySort = 'createdAt', descending = false) =>
    answers.list({ filter, sort: { by, descending }, cursor: null, limit: 500, now: start });
  const prompts = (answers: AnswerStore, filter: EntryFilter = {}, by: EntrySort = 'createdAt', descending = false) =>
    listAll(answers, filter, by, descending).items.map((item) => item.promptPreview.replace('prompt ', ''));

  describe(`${name}: storing and finding`, () => {
    test('an answer is found by its key, whole', async () => {
      const { answers } = create();
      const [id] = await put(answers, draft('a'));
      expect(answers.find(keyOf('a'))).toEqual({
        id,
        createdAt: start,
        expiresAt: start + 60 * minute,
        durationMs: 812.5,
        usage: { inputTokens: 10, outputTokens: 20, totalTokens: 30 },
        recording: {
          mode: 'json',
          contentType: 'application/json',
          body: new Uint8Array(Buffer.from('{"answer":"answer a"}')),
        },
      });
      expect(answers.find(keyOf('b'))).toBeUndefined();
    });

    test.each([0, 1, 511, 512, 513, 65_535, 65_536, 300_000])(
      'a body of %d bytes comes back as it was',
      async (size) => {
        const { answers } = create();
        const repetitive = Uint8Array.from({ length: size }, (_, index) => (index * index) % 7);
        const noisy = Uint8Array.from({ length: size }, (_, index) => Math.imul(index + 1, 2_654_435_761) >>> 24);
        await put(answers, draft('repetitive', { body: repetitive }), draft('noisy', { body: noisy }));
        expect(answers.find(keyOf('repetitive'))?.recording.body).toEqual(repetitive);
        expect(answers.find(keyOf('noisy'))?.recording.body).toEqual(noisy);
      },
    );

    test('an answer past its time is found: freshness is the caller’s', async () => {
      const { answers } = create();
      await put(answers, draft('a', { expiresAt: start - 1, usage: null }));
      expect(answers.find(keyOf('a'))).toMatchObject({ expiresAt: start - 1, usage: null });
    });

    test('a new answer of the same key replaces the old one and keeps its pin', async () => {
      const { answers } = create();
      const [old] = await put(answers, draft('a', { promptText: 'oldword' }));
      answers.pin([old!], true);
      const [fresh] = await put(answers, draft('a', { promptText: 'newword', body: 'fresh' }));
      expect(answers.find(keyOf('a'))).toMatchObject({ id: fresh });
      expect(answers.get(old!)).toBeUndefined();
      expect(answers.get(fresh!)).toMatchObject({ pinned: true, hits: 0, rawAnswer: 'fresh' });
      expect(listAll(answers, { text: 'oldword' }).total).toBe(0);
      expect(answers.totals()).toEqual({ entries: 1, bytes: answers.get(fresh!)?.sizeBytes });
    });

    test('answers put at the same time are all there', async () => {
      const { answers } = create();
      const names = Array.from({ length: 40 }, (_, index) => `n${index}`);
      await Promise.all(names.map((each) => answers.put(draft(each, { body: each.repeat(40_000) }))));
      expect(names.filter((each) => answers.find(keyOf(each)) === undefined)).toEqual([]);
      expect(answers.totals().entries).toBe(40);
    });

    test('details carry everything people may see', async () => {
      const { answers } = create();
      const [id] = await put(answers, draft('a', { promptText: 'x'.repeat(400), body: 'é'.repeat(200_000) }));
      const { sizeBytes, rawAnswer, ...rest } = answers.get(id!)!;
      expect(rest).toEqual({
        id,
        createdAt: start,
        lastHitAt: null,
        expiresAt: start + 60 * minute,
        hits: 0,
        pinned: false,
        upstream: 'openai',
        dialect: 'openai-chat',
        model: 'gpt-4o-mini',
        project: 'default',
        promptPreview: 'x'.repeat(300),
        mode: 'json',
        usage: { inputTokens: 10, outputTokens: 20, totalTokens: 30 },
        path: '/v1/chat/completions',
        conversation: [
          { role: 'system', text: 'Be brief.' },
          { role: 'user', text: 'prompt a' },
        ],
        parameters: '{"temperature":0}',
        answerText: 'answer a',
        finishReasons: ['stop'],
        contentType: 'application/json',
        rawAnswerTruncated: true,
        requestDurationMs: 812.5,
        keyParts: [{ name: 'model', value: 'gpt-4o-mini' }],
      });
      expect(rawAnswer).toBe('é'.repeat(131_072));
      expect(sizeBytes).toBeGreaterThan(0);
    });
  });

  describe(`${name}: limits`, () => {
    test('an answer over the limit for one entry is refused', async () => {
      const { answers } = create({ maxEntryBytes: 1024 });
      expect(await answers.put(draft('a', { body: 'x'.repeat(1025) }))).toEqual({
        stored: false,
        reason: 'answer_too_large',
      });
      expect(await answers.put(draft('a', { parameters: noise(4096) }))).toEqual({
        stored: false,
        reason: 'answer_too_large',
      });
      expect(answers.totals()).toEqual({ entries: 0, bytes: 0 });
    });

    test('an answer larger than the whole store is refused and evicts nothing', async () => {
      const { answers } = create({ maxBytes: 3000 });
      await put(answers, draft('a'));
      expect(await answers.put(draft('b', { body: noise(4000) }))).toEqual({
        stored: false,
        reason: 'answer_too_large',
      });
      expect(answers.totals().entries).toBe(1);
    });

    test('over the limit of entries the least recently used goes first, never a pinned one', async () => {
      const { answers, clock } = create({ maxEntries: 3 });
      const [a, b] = await put(
        answers,
        draft('a', { createdAt: start }),
        draft('b', { createdAt: start + 1 }),
        draft('c', { createdAt: start + 2 }),
      );
      answers.pin([a!], true);
      clock.advance(minute);
      answers.countHits([{ entryId: b!, requestId: 'r1', at: clock.now(), match: 'exact' }]);
      await put(answers, draft('d', { createdAt: start + 3 }));
      expect(prompts(answers)).toEqual(['a', 'b', 'd']);
      await put(answers, draft('e', { createdAt: start + 4 }));
      expect(prompts(answers)).toEqual(['a', 'b', 'e']);
    });

    test('over the limit of bytes as many go as are needed', async () => {
      const { answers } = create({ maxBytes: 10_000 });
      for (let index = 0; index < 20; index += 1) {
        await put(answers, draft(`n${index}`, { createdAt: start + index, body: noise(2000) }));
        expect(answers.totals().bytes).toBeLessThanOrEqual(10_000);
      }
      expect(prompts(answers).at(-1)).toBe('n19');
      expect(prompts(answers).length).toBeGreaterThan(2);
    });

    test('when pinned entries fill the store a new answer is not stored and nothing is lost', async () => {
      const { answers } = create({ maxEntries: 2 });
      answers.pin(await put(answers, draft('a'), draft('b')), true);
      expect(await answers.put(draft('c'))).toEqual({ stored: false, reason: 'store_failed' });
      expect(prompts(answers)).toEqual(['a', 'b']);
      expect(answers.totals().entries).toBe(2);
    });

    test('lower limits evict at once', async () => {
      const { answers } = create();
      await put(answers, ...['a', 'b', 'c', 'd'].map((each, index) => draft(each, { createdAt: start + index })));
      answers.setLimits({ maxBytes: 1e9, maxEntries: 2, maxEntryBytes: 1e6 });
      expect(prompts(answers)).toEqual(['c', 'd']);
      expect(answers.totals().entries).toBe(2);
    });
  });

  describe(`${name}: hits and pins`, () => {
    test('hits are counted once a request, and the latest remembered', async () => {
      const { answers } = create();
      const [id] = await put(answers, draft('a'));
      const hit = (requestId: string, at: number) => ({ entryId: id!, requestId, at, match: 'exact' as const });
      answers.countHits([hit('r1', start + 50), hit('r2', start + 20), hit('r1', start + 50)]);
      answers.countHits([{ ...hit('r3', start), entryId: 'gone' }]);
      expect(answers.get(id!)).toMatchObject({ hits: 2, lastHitAt: start + 50 });
    });

    test('pinning says how many entries it reached', async () => {
      const { answers } = create();
      const ids = await put(answers, draft('a'), draft('b'));
      expect(answers.pin([...ids, 'gone'], true)).toBe(2);
      expect(answers.pin([ids[0]!], false)).toBe(1);
      expect(prompts(answers, { pinned: true })).toEqual(['b']);
    });
  });

  describe(`${name}: removing`, () => {
    test('removed entries are out of sight everywhere and come back with the undo token', async () => {
      const { answers, clock } = create();
      const [a] = await put(answers, draft('a'), draft('b'));
      const before = answers.totals();
      const removed = answers.remove({ ids: [a!] }, clock.now());
      expect(removed).toEqual({ count: 1, bytes: before.bytes / 2, undo: expect.any(String) });
      expect({
        found: answers.find(keyOf('a')),
        got: answers.get(a!),
        listed: prompts(answers),
        searched: listAll(answers, { text: 'a' }).items.length,
        counted: answers.count({ ids: [a!] }, clock.now()),
        pinned: answers.pin([a!], true),
        totals: answers.totals(),
      }).toEqual({
        found: undefined,
        got: undefined,
        listed: ['b'],
        // "a" begins "answer" too, so the other entry is found.
        searched: 1,
        counted: { count: 0, bytes: 0 },
        pinned: 0,
        totals: { entries: 1, bytes: before.bytes / 2 },
      });
      clock.advance(9 * minute);
      answers.purge(clock.now());
      expect(answers.restore(removed.undo!)).toBe(1);
      expect(answers.find(keyOf('a'))?.id).toBe(a);
      expect(listAll(answers, { text: 'prompt a' }).total).toBe(2);
      expect(answers.totals()).toEqual(before);
      expect(answers.restore(removed.undo!)).toBeUndefined();
    });

    test('undo ends after ten minutes, purged or not', async () => {
      const { answers, clock } = create();
      await put(answers, draft('a'));
      const { undo } = answers.remove({}, clock.now());
      clock.advance(10 * minute);
      expect(answers.restore(undo!)).toBeUndefined();
      expect(answers.purge(clock.now())).toBe(1);
      expect(answers.purge(clock.now())).toBe(0);
      expect(answers.restore(undo!)).toBeUndefined();
      expect(answers.restore('never given')).toBeUndefined();
    });

    test('an answer stored anew wins over the restored one', async () => {
      const { answers, clock } = create();
      await put(answers, draft('a'), draft('b'));
      const { undo } = answers.remove({}, clock.now());
      const [fresh] = await put(answers, draft('a', { body: 'fresh' }));
      expect(answers.restore(undo!)).toBe(1);
      expect(answers.find(keyOf('a'))?.id).toBe(fresh);
      expect(answers.totals().entries).toBe(2);
    });

    test('a key can be removed and stored over and over', async () => {
      const { answers, clock } = create();
      for (let round = 0; round < 3; round += 1) {
        await put(answers, draft('a', { body: `round ${round}` }));
        expect(answers.remove({}, clock.now()).count).toBe(1);
      }
      expect(answers.totals()).toEqual({ entries: 0, bytes: 0 });
      clock.advance(11 * minute);
      expect(answers.purge(clock.now())).toBe(3);
    });

    test('restoring keeps the limits', async () => {
      const { answers, clock } = create({ maxEntries: 2 });
      await put(answers, draft('a', { createdAt: start }), draft('b', { createdAt: start + 1 }));
      const { undo } = answers.remove({}, clock.now());
      await put(answers, draft('c', { createdAt: start + 2 }));
      expect(answers.restore(undo!)).toBe(2);
      expect(prompts(answers)).toEqual(['b', 'c']);
    });

    test('removing nothing gives no undo token', () => {
      const { answers, clock } = create();
      expect(answers.remove({}, clock.now())).toEqual({ count: 0, bytes: 0, undo: null });
    });

    test('purge deletes what has expired and is not pinned', async () => {
      const { answers } = create();
      const [pinned] = await put(
        answers,
        draft('pinned', { expiresAt: start + 5 }),
        draft('expired', { expiresAt: start + 5 }),
        draft('fresh', { expiresAt: start + 6 }),
      );
      answers.pin([pinned!], true);
      expect(answers.purge(start + 5)).toBe(1);
      expect(prompts(answers)).toEqual(['pinned', 'fresh']);
      expect(answers.totals().entries).toBe(2);
    });
  });

  describe(`${name}: listing`, () => {
    const filled = async () => {
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
    };

    test.each([
      ['createdAt', 'bcad'],
      ['lastHitAt', 'cdba'],
      ['hits', 'cdab'],
      ['sizeBytes', 'acbd'],
      ['expiresAt', 'acbd'],
    ] as const)('sorts by %s both ways', async (by, expected) => {
      const { answers } = await filled();
      expect(prompts(answers, {}, by).join('')).toBe(expected);
      expect(prompts(answers, {}, by, true).join('')).toBe([...expected].toReversed().join(''));
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
      const { answers } = await filled();
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
      const { answers } = await filled();
      expect(answers.remove({ project: ['x'] }, start).count).toBe(2);
      expect(prompts(answers).join('')).toBe('bd');
    });
  });

  describe(`${name}: cursors`, () => {
    const pages = (answers: AnswerStore, by: EntrySort, descending: boolean, betweenPages?: () => void) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = answers.list({ filter: {}, sort: { by, descending }, cursor, limit: 3, now: start });
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor;
        betweenPages?.();
      } while (cursor !== null);
      return seen;
    };

    test.each(['createdAt', 'lastHitAt', 'hits', 'sizeBytes', 'expiresAt'] as const)(
      'every entry is on one page, sorted by %s with many ties',
      async (by) => {
        const { answers } = create();
        const ids = await put(
          answers,
          ...Array.from({ length: 10 }, (_, index) => draft(`n${index}`, { createdAt: start + (index % 3) })),
        );
        for (const descending of [true, false]) {
          const seen = pages(answers, by, descending);
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
      const seen = pages(answers, 'createdAt', true, () => {
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

/** Text that does not compress well, the same in every run. */
function noise(length: number): string {
  let state = length;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCodePoint(33 + ((state >>> 8) % 90));
  }).join('');
}
