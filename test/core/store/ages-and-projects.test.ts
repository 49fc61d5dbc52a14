import { expect, test } from 'vitest';
import { withHotAnswers } from '../../../src-core/store/hot-answers.ts';
import { countedTotals, expectWholeDatabase, inspect } from './database-checks.ts';
import { draft, keyOf, minute, noise, start, wideLimits } from './store-drafts.ts';
import { openTestStore } from './store-support.ts';

type Answers = ReturnType<typeof openTestStore>['answers'];

const names = (answers: Answers, among: string[]): string[] =>
  among.filter((name) => answers.find(keyOf(name)) !== undefined);

test('expired entries stay for as long as they are kept, then go', async () => {
  const { answers } = openTestStore({ limits: { keepExpiredMs: 10 * minute } });
  await answers.put(draft('old', { expiresAt: start + minute }));
  expect(answers.purge(start + 11 * minute - 1)).toBe(0);
  expect(names(answers, ['old'])).toEqual(['old']);
  expect(answers.purge(start + 11 * minute)).toBe(1);
});

test('room is made of expired entries first, those longest expired before the others', async () => {
  const { answers, clock } = openTestStore({ limits: { maxEntries: 4, keepExpiredMs: 1000 * minute } });
  const all = ['least used', 'expired late', 'expired early', 'used'];
  for (const [index, name] of all.entries()) {
    const expiresAt = name.startsWith('expired') ? start + (10 - index) * minute : start + 1000 * minute;
    await answers.put(draft(name, { createdAt: start + index, expiresAt }));
  }
  clock.advance(20 * minute);
  const after: string[][] = [];
  for (const name of ['n1', 'n2', 'n3']) {
    await answers.put(draft(name, { createdAt: clock.now(), expiresAt: clock.now() + minute }));
    after.push(names(answers, all));
  }
  expect(after).toEqual([['least used', 'expired late', 'used'], ['least used', 'used'], ['used']]);
});

test('a project keeps within its own room, and takes none from others', async () => {
  const { answers, path } = openTestStore({ limits: { projectBytes: new Map([['small', 7000]]) } });
  for (let index = 0; index < 8; index += 1) {
    for (const project of ['small', 'other']) {
      await answers.put(draft(`${project} ${index}`, { project, createdAt: start + index, body: noise(3000, index) }));
    }
  }
  const count = (project: string): { count: number; bytes: number } => answers.count({ project: [project] }, start);
  expect([count('small').bytes <= 7000, count('small').count, count('other').count]).toEqual([true, 2, 8]);
  expect(names(answers, ['small 5', 'small 6', 'small 7'])).toEqual(['small 6', 'small 7']);
  expect(await answers.put(draft('big', { project: 'small', body: noise(12_000) }))).toEqual({
    stored: false,
    reason: 'answer_too_large',
  });
  answers.setLimits({ ...wideLimits, projectBytes: new Map([['other', 7000]]) });
  expect(answers.purge(start)).toBe(6);
  expect(answers.totals()).toEqual(inspect(path, countedTotals));
  inspect(path, expectWholeDatabase);
});

test('a time to live is counted from the recording, and holds at once for answers in memory too', async () => {
  const { answers: stored, path } = openTestStore();
  const answers = withHotAnswers(stored, 1e6);
  const ids = [];
  for (const name of ['a', 'b']) {
    const put = await answers.put(draft(name));
    if (put.stored) ids.push(put.id);
  }
  expect(answers.find(keyOf('a'))?.expiresAt).toBe(start + 60 * minute);
  expect(answers.setTtl([ids[0]!, 'gone'], 5 * minute)).toBe(1);
  expect([answers.find(keyOf('a'))?.expiresAt, answers.get(ids[0]!)?.expiresAt]).toEqual([
    start + 5 * minute,
    start + 5 * minute,
  ]);
  expect(answers.find(keyOf('b'))?.expiresAt).toBe(start + 60 * minute);
  inspect(path, expectWholeDatabase);
});
