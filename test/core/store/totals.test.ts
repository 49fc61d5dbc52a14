import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedTotals, expectWholeDatabase, inspect } from './database-checks.ts';
import { draft, minute, wideLimits } from './store-drafts.ts';
import { openTestStore, type TestStore } from './store-support.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('put' as const), name, size: fc.nat(3000) }) },
  fc.record({ do: fc.constant('remove' as const), text: name }),
  fc.record({ do: fc.constant('restore' as const), which: fc.nat(3) }),
  fc.record({ do: fc.constant('pin' as const), which: fc.nat(10), pinned: fc.boolean() }),
  fc.record({ do: fc.constant('hit' as const), which: fc.nat(10) }),
  fc.record({ do: fc.constant('purge' as const) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(12) }),
  fc.record({
    do: fc.constant('limit' as const),
    maxEntries: fc.integer({ min: 2, max: 8 }),
    maxBytes: fc.nat(12_000),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

test('totals equal what is in the database after any operations, and no entry is ever in halves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const store = openTestStore();
      const undos: string[] = [];
      for (const [index, each] of steps.entries()) {
        await take(store, each, index, undos);
        expect(store.answers.totals()).toEqual(inspect(store.path, countedTotals));
      }
      inspect(store.path, expectWholeDatabase);
      store.close();
      expect(store.failures.filter((failure) => failure !== 'store_full_of_pinned')).toEqual([]);
      const again = openTestStore({ dataDir: store.dataDir });
      expect(again.answers.totals()).toEqual(inspect(again.path, countedTotals));
      again.close();
    }),
    { numRuns: 150 },
  );
}, 30_000);

async function take({ answers, clock }: TestStore, each: Step, index: number, undos: string[]): Promise<void> {
  const ids = () =>
    answers
      .list({ filter: {}, sort: { by: 'createdAt', descending: false }, cursor: null, limit: 100, now: clock.now() })
      .items.map((item) => item.id);
  switch (each.do) {
    case 'put':
      await answers.put(
        draft(each.name, {
          createdAt: clock.now(),
          expiresAt: clock.now() + 15 * minute,
          body: 'x'.repeat(each.size),
          parameters: `${index}`.repeat(each.size % 100),
        }),
      );
      return;
    case 'remove': {
      const { undo } = answers.remove({ text: `prompt ${each.text}` }, clock.now());
      if (undo !== null) undos.push(undo);
      return;
    }
    case 'restore':
      answers.restore(undos.at(-1 - each.which) ?? 'none');
      return;
    case 'pin':
      answers.pin(ids().slice(each.which, each.which + 1), each.pinned);
      return;
    case 'hit':
      answers.countHits(
        ids()
          .slice(each.which, each.which + 1)
          .map((entryId) => ({ entryId, requestId: `r${index}`, at: clock.now(), match: 'exact' })),
      );
      return;
    case 'purge':
      answers.purge(clock.now());
      return;
    case 'wait':
      clock.advance(each.minutes * minute);
      return;
    case 'limit':
      answers.setLimits({ ...wideLimits, maxEntries: each.maxEntries, maxBytes: each.maxBytes + 4000 });
      return;
  }
}
