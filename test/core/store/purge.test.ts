import { expect, test } from 'vitest';
import { expectWholeDatabase, inspect } from './database-checks.ts';
import { draft, minute, noise } from './store-drafts.ts';
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
