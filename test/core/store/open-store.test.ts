import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { schemaVersion } from '../../../src-core/store/migrate.ts';
import { inspect } from './database-checks.ts';
import { draft, keyOf, logRecord, noise, start, wideLimits } from './store-drafts.ts';
import { openTestStore, tempDir } from './store-support.ts';

const fileIn = (dataDir: string) => join(dataDir, 'semcache.sqlite');
const firstPage = { sort: { by: 'createdAt', descending: true }, cursor: null, limit: 10, now: start } as const;

describe('opening the store', () => {
  test('makes the folder and files for their owner only', async () => {
    const dataDir = join(tempDir(), 'deep', 'data');
    const store = openTestStore({ dataDir });
    await store.answers.put(draft('a'));
    expect(store.path).toBe(fileIn(dataDir));
    expect(store.notice).toBeNull();
    if (process.platform === 'win32') return;
    const modes = ['.', 'semcache.sqlite', 'semcache.sqlite-wal', 'semcache.sqlite-shm'].map(
      (name) => statSync(join(dataDir, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600]);
  });

  test('narrows the mode of a file that others could read, and leaves an existing folder as it is', () => {
    if (process.platform === 'win32') return;
    const dataDir = tempDir();
    chmodSync(dataDir, 0o755);
    writeFileSync(fileIn(dataDir), '', { mode: 0o644 });
    openTestStore({ dataDir });
    expect([dataDir, fileIn(dataDir)].map((path) => statSync(path).mode & 0o777)).toEqual([0o755, 0o600]);
  });

  test('what was stored is there after closing', async () => {
    const first = openTestStore();
    await first.answers.put(draft('a'));
    first.log.append([logRecord('r1')]);
    first.close();
    const second = openTestStore({ dataDir: first.dataDir });
    expect(second.answers.find(keyOf('a'))).toBeDefined();
    expect(second.answers.totals().entries).toBe(1);
    expect(second.log.get('r1')).toEqual(logRecord('r1').detail);
  });

  test('a put that ends after closing is refused, not thrown', async () => {
    const store = openTestStore();
    const late = store.answers.put(draft('a', { body: 'x'.repeat(500_000) }));
    store.close();
    expect(await late).toEqual({ stored: false, reason: 'store_failed' });
    expect(store.failures).toEqual(['store_put']);
  });

  test('a data folder that cannot be made is an error with a code', () => {
    const inTheWay = join(tempDir(), 'file');
    writeFileSync(inTheWay, '');
    expect(() => openTestStore({ dataDir: join(inTheWay, 'data') })).toThrow(
      expect.objectContaining({ code: 'data_dir_unusable' }),
    );
  });
});

describe('a store of a newer version', () => {
  test('is readable, unchanged, and says why nothing is stored', async () => {
    const first = openTestStore();
    const stored = await first.answers.put(draft('a'));
    const id = stored.stored ? stored.id : '';
    first.log.append([logRecord('r1')]);
    first.close();
    inspect(first.path, (connection) => {
      connection.exec(
        `ALTER TABLE entries ADD COLUMN from_the_future TEXT; PRAGMA user_version = ${schemaVersion + 1}`,
      );
    });

    const { answers, log, readOnly, notice, failures } = openTestStore({ dataDir: first.dataDir });
    expect(readOnly).toBe(true);
    expect(notice).toContain('newer version');
    expect(answers.find(keyOf('a'))?.id).toBe(id);
    expect(answers.list({ ...firstPage, filter: { text: 'prompt' } }).total).toBe(1);
    expect(log.list({ filter: {}, sort: 'newest', cursor: null, limit: 10 }).total).toBe(1);

    expect(await answers.put(draft('b'))).toEqual({ stored: false, reason: 'store_read_only' });
    expect(() => answers.remove({}, start)).toThrow(expect.objectContaining({ code: 'read_only' }));
    expect(() => answers.pin([id], true)).toThrow(expect.objectContaining({ code: 'read_only' }));
    expect(() => answers.restore('token')).toThrow(expect.objectContaining({ code: 'read_only' }));
    answers.countHits([{ entryId: id, requestId: 'r2', at: start, match: 'exact' }]);
    answers.setLimits({ ...wideLimits, maxBytes: 1, maxEntries: 1, maxEntryBytes: 1 });
    log.append([logRecord('r2')]);
    expect([
      answers.purge(Number.MAX_SAFE_INTEGER),
      log.prune({ before: Number.MAX_SAFE_INTEGER, maxRows: 0 }),
    ]).toEqual([0, 0]);
    expect(answers.get(id)).toMatchObject({ hits: 0, pinned: false });
    expect(log.get('r2')).toBeUndefined();
    expect(failures).toEqual([]);
  });

  test('has rows with codes not known here left out of lists, and counted', async () => {
    const first = openTestStore();
    await first.answers.put(draft('known'));
    await first.answers.put(draft('future'));
    first.log.append([logRecord('known', { status: 500 }), logRecord('future', { status: 500 })]);
    first.close();
    inspect(first.path, (connection) => {
      connection.exec(`UPDATE requests SET reason = 'dreamt_up' WHERE id = 'future';
        UPDATE entries SET mode = 'telepathy' WHERE prompt_preview = 'prompt future';
        PRAGMA user_version = ${schemaVersion + 1}`);
    });
    const { answers, log, failures } = openTestStore({ dataDir: first.dataDir });
    expect({
      entries: answers.list({ ...firstPage, filter: {} }).items.map((item) => item.promptPreview),
      requests: log.list({ filter: {}, sort: 'newest', cursor: null, limit: 10 }).items.map((row) => row.id),
      errors: log.overview('1h', start).recentErrors.map((row) => row.id),
      failures,
    }).toEqual({
      entries: ['prompt known'],
      requests: ['known'],
      errors: ['known'],
      failures: ['store_row_unreadable', 'log_row_unreadable', 'log_row_unreadable'],
    });
  });

  test('that cannot be read at all opens as an empty read-only store and is left alone', () => {
    const first = openTestStore();
    first.close();
    inspect(first.path, (connection) => {
      connection.exec(`DROP TABLE bodies; PRAGMA user_version = ${schemaVersion + 1}`);
    });
    const { answers, readOnly, notice, failures } = openTestStore({ dataDir: first.dataDir });
    expect(readOnly).toBe(true);
    expect(notice).toContain('could not be opened');
    expect(failures).toEqual(['store_unusable']);
    expect(answers.find(keyOf('a'))).toBeUndefined();
    expect(readdirSync(first.dataDir).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

describe('a damaged store', () => {
  test.each<[string, (path: string) => void]>([
    ['is no database', (path) => writeFileSync(path, 'not a database, but long enough to have a header '.repeat(100))],
    ['lost its end', (path) => truncateSync(path, 20_000)],
    ['lost its tables', (path) => overwrite(path, 8192, Infinity)],
  ])('that %s is kept under another name and a new one begun', async (_, damage) => {
    const first = openTestStore();
    for (let index = 0; index < 50; index += 1) await first.answers.put(draft(`n${index}`));
    first.close();
    damage(first.path);
    const bytes = readFileSync(first.path);

    const store = openTestStore({ dataDir: first.dataDir });
    const kept = `${store.path}.damaged-2025-01-15T12-00-00-000Z`;
    expect(store.failures).toEqual(['store_damaged']);
    expect(store.notice).toContain(kept);
    expect(store.readOnly).toBe(false);
    expect(readFileSync(kept).equals(bytes)).toBe(true);
    expect(store.answers.totals()).toEqual({ entries: 0, bytes: 0 });
    expect(await store.answers.put(draft('a'))).toMatchObject({ stored: true });
    expect(store.answers.find(keyOf('a'))).toBeDefined();
    store.close();
    expect(openTestStore({ dataDir: first.dataDir }).notice).toBeNull();
  });

  test('takes its write-ahead log along, and never replaces an earlier one', () => {
    const dataDir = tempDir();
    for (const content of ['first', 'second']) {
      writeFileSync(fileIn(dataDir), `${content} is not a database`.repeat(100));
      writeFileSync(`${fileIn(dataDir)}-wal`, `${content} log`);
      openTestStore({ dataDir }).close();
    }
    const kept = `${fileIn(dataDir)}.damaged-2025-01-15T12-00-00-000Z`;
    expect([kept, `${kept}-2`].map((path) => readFileSync(path, 'utf8').split(' ')[0])).toEqual(['first', 'second']);
  });

  test('that cannot be moved leaves an empty read-only store: the proxy still starts', async () => {
    const dataDir = tempDir();
    mkdirSync(fileIn(dataDir));
    const store = openTestStore({ dataDir });
    expect(store.readOnly).toBe(true);
    expect(store.failures).toEqual(['store_unusable']);
    expect(await store.answers.put(draft('a'))).toEqual({ stored: false, reason: 'store_read_only' });
    expect(existsSync(fileIn(dataDir))).toBe(true);
  });
});

describe('damage that shows only in use', () => {
  test('fails no one, and the next start checks the file and begins a new one', async () => {
    const first = openTestStore();
    for (let index = 0; index < 200; index += 1)
      await first.answers.put(draft(`n${index}`, { body: noise(3000, index) }));
    first.close();
    const pages = inspect(first.path, (connection) =>
      connection.prepare("SELECT pageno FROM dbstat WHERE name = 'bodies' AND pagetype = 'leaf'").all(),
    );
    for (const { pageno } of pages) overwrite(first.path, (Number(pageno) - 1) * 4096, Number(pageno) * 4096);

    const second = openTestStore({ dataDir: first.dataDir });
    expect(second.notice).toBeNull();
    expect(() => second.answers.find(keyOf('n7'))).toThrow(/malformed/);
    expect(await second.answers.put(draft('new'))).toEqual({ stored: false, reason: 'store_failed' });
    second.close();

    const third = openTestStore({ dataDir: first.dataDir });
    expect(third.failures).toEqual(['store_damaged']);
    expect(third.notice).toContain('damaged');
    expect(await third.answers.put(draft('new'))).toMatchObject({ stored: true });
    third.close();
    expect(openTestStore({ dataDir: first.dataDir }).notice).toBeNull();
  });

  test('a false alarm costs a check and nothing else', async () => {
    const first = openTestStore();
    await first.answers.put(draft('a'));
    first.close();
    writeFileSync(`${first.path}.check`, '');
    const second = openTestStore({ dataDir: first.dataDir });
    expect([second.notice, second.failures, existsSync(`${first.path}.check`)]).toEqual([null, [], false]);
    expect(second.answers.find(keyOf('a'))).toBeDefined();
  });

  test('a bit that flipped inside a stored answer is an error, never a wrong answer', async () => {
    const store = openTestStore();
    await store.answers.put(draft('a', { body: 'a long enough answer to be packed '.repeat(100) }));
    inspect(store.path, (connection) => {
      const { recording } = connection.prepare('SELECT recording FROM bodies').get() as { recording: Uint8Array };
      const middle = Math.floor(recording.length / 2);
      recording[middle] = recording[middle]! ^ 1;
      connection.prepare('UPDATE bodies SET recording = ?').run(recording);
    });
    expect(() => store.answers.find(keyOf('a'))).toThrow(/corruption|checksum/i);
  });
});

function overwrite(path: string, from: number, to: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, from, Math.min(to, bytes.length));
  writeFileSync(path, bytes);
}
