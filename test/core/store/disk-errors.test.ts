import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAnswerStore } from '../../../src-core/store/answer-store.ts';
import { createDatabase } from '../../../src-core/store/database.ts';
import { migrate } from '../../../src-core/store/migrate.ts';
import { createRequestLog } from '../../../src-core/store/request-log.ts';
import { countedTotals, expectWholeDatabase, inspect } from './database-checks.ts';
import { startChild } from './child-process.ts';
import { draft, keyOf, logRecord, noise, start, wideLimits } from './store-drafts.ts';
import { countingBytes, openTestStore, tempDir } from './store-support.ts';

/** A store whose connection the test keeps, to make the disk "full". */
function openOnConnection() {
  const path = join(tempDir(), 'semcache.sqlite');
  const connection = new DatabaseSync(path, { timeout: 0 });
  onTestFinished(() => connection.close());
  connection.exec('PRAGMA journal_mode = WAL');
  migrate(connection);
  const failures: string[] = [];
  const options = {
    database: createDatabase(connection),
    readOnly: false,
    damage: { note: () => undefined, isSet: () => false, clear: () => undefined },
    limits: wideLimits,
    now: () => start,
    randomBytes: countingBytes,
    countFailure: (name: string) => failures.push(name),
  };
  return { path, connection, failures, answers: createAnswerStore(options), log: createRequestLog(options) };
}

test('a full disk is a store_failed answer, changes nothing, and ends when there is room', async () => {
  const { path, connection, failures, answers, log } = openOnConnection();
  await answers.put(draft('first'));
  connection.exec('PRAGMA max_page_count = 1');
  const results = [];
  for (let index = 0; index < 20; index += 1) {
    results.push(await answers.put(draft(`n${index}`, { parameters: String(index).repeat(100), body: noise(20_000) })));
  }
  expect(results.at(-1)).toEqual({ stored: false, reason: 'store_failed' });
  expect(failures).toContain('store_put');
  const batch = Array.from({ length: 500 }, (_, index) => logRecord(`r${index}`));
  expect(() => log.append(batch)).toThrow(/full/);
  expect(log.list({ filter: {}, sort: 'newest', cursor: null, limit: 1 }).total).toBe(0);
  expect(answers.totals()).toEqual(inspect(path, countedTotals));
  expect(answers.find(keyOf('first'))).toBeDefined();
  // A replacement that fails leaves the old answer.
  expect(await answers.put(draft('first', { body: noise(500_000) }))).toEqual({
    stored: false,
    reason: 'store_failed',
  });
  expect(answers.find(keyOf('first'))?.recording.body).toEqual(new Uint8Array(draft('first').recording.body));

  connection.exec('PRAGMA max_page_count = 1000000');
  expect(await answers.put(draft('later'))).toMatchObject({ stored: true });
  log.append(batch);
  expect(log.list({ filter: {}, sort: 'newest', cursor: null, limit: 1 }).total).toBe(500);
  expect(answers.totals()).toEqual(inspect(path, countedTotals));
  inspect(path, expectWholeDatabase);
});

test('an answer there is no room for does not take those stored with it along', async () => {
  const { path, connection, failures, answers } = openOnConnection();
  await answers.put(draft('first'));
  const pages = connection.prepare('PRAGMA page_count').get()?.['page_count'];
  connection.exec(`PRAGMA max_page_count = ${Number(pages) + 8}`);
  const results = await Promise.all([
    answers.put(draft('a')),
    answers.put(draft('large', { body: noise(60_000) })),
    answers.put(draft('b')),
  ]);
  expect(results.map(({ stored }) => stored)).toEqual([true, false, true]);
  expect(failures).toEqual(['store_put']);
  expect(answers.totals()).toEqual(inspect(path, countedTotals));
  inspect(path, expectWholeDatabase);
});

test('while another process holds the database nothing is stored, reading goes on, and storing resumes after', async () => {
  const store = openTestStore();
  await store.answers.put(draft('before'));
  const holder = startChild(new URL('./children/hold-database.ts', import.meta.url), [store.path]);
  await holder.line();

  const waitedFrom = performance.now();
  const refused = await Promise.all(
    Array.from({ length: 20 }, (_, index) => store.answers.put(draft(`during ${index}`))),
  );
  expect(refused.filter(({ stored }) => stored)).toEqual([]);
  // One wait for the lock, not one for each of the twenty.
  expect(performance.now() - waitedFrom).toBeLessThan(2000);
  expect(() => store.log.append([logRecord('during')])).toThrow(/locked/);
  expect([...new Set(store.failures)]).toEqual(['store_put']);
  expect(store.answers.find(keyOf('before'))).toBeDefined();
  expect(store.answers.totals().entries).toBe(1);

  await holder.kill();
  expect(await store.answers.put(draft('after'))).toMatchObject({ stored: true });
  expect(store.answers.totals()).toEqual(inspect(store.path, countedTotals));
});

test('a database held by another process at the start opens, and stores once it is let go', async () => {
  const first = openTestStore();
  await first.answers.put(draft('before'));
  first.close();
  const holder = startChild(new URL('./children/hold-database.ts', import.meta.url), [first.path]);
  await holder.line();
  const second = openTestStore({ dataDir: first.dataDir });
  expect([second.readOnly, second.notice]).toEqual([false, null]);
  expect(second.answers.find(keyOf('before'))).toBeDefined();
  await holder.kill();
  expect(await second.answers.put(draft('after'))).toMatchObject({ stored: true });
});
