import { expect, test } from 'vitest';
import { countedTotals, expectWholeDatabase, inspect } from './database-checks.ts';
import { draft, keyOf, minute, noise, wideLimits } from './store-drafts.ts';
import { openTestStore } from './store-support.ts';

test('purge deletes a bounded batch a call, until nothing is left', async () => {
  const { answers, clock, path } = openTestStore();
  await Promise.all(Array.from({ length: 700 }, (_, index) => answers.put(draft(`n${index}`))));
  answers.remove({}, clock.now());
  clock.advance(11 * minute);
  expect([answers.purge(clock.now()), answers.purge(clock.now()), answers.purge(clock.now())]).toEqual([500, 200, 0]);
  inspect(path, expectWholeDatabase);
  expect(inspect(path, (connection) => connection.prepare('SELECT seq FROM entries').all())).toEqual([]);
});

test('limits lowered a lot are reached over several calls, and puts go on meanwhile', async () => {
  const { answers, clock, path, failures } = openTestStore();
  await Promise.all(Array.from({ length: 1300 }, (_, index) => answers.put(draft(`n${index}`))));
  answers.setLimits({ ...wideLimits, maxEntries: 10 });
  expect(answers.totals().entries).toBe(800);
  expect(await answers.put(draft('new', { createdAt: clock.now() + 1 }))).toMatchObject({ stored: true });
  expect(answers.totals()).toEqual(inspect(path, countedTotals));
  expect([answers.purge(clock.now()), answers.purge(clock.now())]).toEqual([291, 0]);
  expect(answers.totals().entries).toBe(10);
  expect(answers.find(keyOf('new'))).toBeDefined();
  expect(failures).toEqual([]);
});

test('space of purged entries goes back to the disk, but for a reserve', async () => {
  const { answers, clock, path } = openTestStore();
  for (let index = 0; index < 40; index += 1) {
    await answers.put(draft(`n${index}`, { body: noise(250_000, index) }));
  }
  const pages = () =>
    Number(inspect(path, (connection) => connection.prepare('PRAGMA page_count').get())?.['page_count']);
  const full = pages();
  answers.remove({}, clock.now());
  clock.advance(11 * minute);
  for (let call = 0; call < 10; call += 1) answers.purge(clock.now());
  expect(full).toBeGreaterThan(2400);
  expect(pages()).toBeLessThan(1200);
});
