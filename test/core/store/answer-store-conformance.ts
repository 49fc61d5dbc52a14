import { describe, expect, test } from 'vitest';
import { draft, keyOf, minute, noise, start, wideLimits } from './store-drafts.ts';
import { listAll, names, put, type CreateStore } from './store-under-test.ts';

/** How every AnswerStore stores, finds, keeps its limits, counts and removes, whatever it is made of. */
export function describeAnswerStore(name: string, create: CreateStore): void {
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
      const all = Array.from({ length: 40 }, (_, index) => `n${index}`);
      await Promise.all(all.map((each) => answers.put(draft(each, { body: each.repeat(40_000) }))));
      expect(all.filter((each) => answers.find(keyOf(each)) === undefined)).toEqual([]);
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
        requestBody: '{"ask":"prompt a"}',
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
      expect(await answers.put(draft('a', { parameters: Buffer.from(noise(4096)).toString('base64') }))).toEqual({
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
      expect(names(answers)).toEqual(['a', 'b', 'd']);
      await put(answers, draft('e', { createdAt: start + 4 }));
      expect(names(answers)).toEqual(['a', 'b', 'e']);
    });

    test('over the limit of bytes as many go as are needed', async () => {
      const { answers } = create({ maxBytes: 10_000 });
      for (let index = 0; index < 20; index += 1) {
        await put(answers, draft(`n${index}`, { createdAt: start + index, body: noise(2000) }));
        expect(answers.totals().bytes).toBeLessThanOrEqual(10_000);
      }
      expect(names(answers).at(-1)).toBe('n19');
      expect(names(answers).length).toBeGreaterThan(2);
    });

    test('when pinned entries fill the store a new answer is not stored and nothing is lost', async () => {
      const { answers } = create({ maxEntries: 2 });
      answers.pin(await put(answers, draft('a'), draft('b')), true);
      expect(await answers.put(draft('c'))).toEqual({ stored: false, reason: 'store_failed' });
      expect(names(answers)).toEqual(['a', 'b']);
      expect(answers.totals().entries).toBe(2);
    });

    test('lower limits evict at once', async () => {
      const { answers } = create();
      await put(answers, ...['a', 'b', 'c', 'd'].map((each, index) => draft(each, { createdAt: start + index })));
      answers.setLimits({ ...wideLimits, maxEntries: 2, maxEntryBytes: 1e6 });
      expect(names(answers)).toEqual(['c', 'd']);
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
      expect(names(answers, { pinned: true })).toEqual(['b']);
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
        listed: names(answers),
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
      expect(names(answers)).toEqual(['b', 'c']);
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
      expect(names(answers)).toEqual(['pinned', 'fresh']);
      expect(answers.totals().entries).toBe(2);
    });
  });
}
