import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCheckpoints, worthPages } from '../../../src-core/store/checkpoints.ts';
import { createDatabase } from '../../../src-core/store/database.ts';
import { tempDir } from './store-support.ts';

function openFile() {
  const path = join(tempDir(), 'some.sqlite');
  const connection = new DatabaseSync(path, { timeout: 250 });
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE filling (bytes BLOB)');
  const database = createDatabase(connection);
  onTestFinished(() => database.close());
  /** Commits changes of about so many pages. */
  const fill = (pages: number) =>
    database.transaction(() => {
      for (let page = 0; page < pages; page += 1) connection.exec('INSERT INTO filling VALUES (randomblob(3900))');
    });
  return { path, database, fill };
}

/** Pages of the log that are not in the database yet. */
function waiting(database: ReturnType<typeof openFile>['database']): number {
  const row = database.prepare('PRAGMA wal_checkpoint(NOOP)').get() ?? {};
  return Number(row['log']) - Number(row['checkpointed']);
}

describe('checkpoints', () => {
  test('a long log is brought into the database, though no commit does it; a short one is left', async () => {
    const { path, database, fill } = openFile();
    const failures: string[] = [];
    const checkpoints = startCheckpoints(database, path, (name) => failures.push(name));
    fill(worthPages / 2);
    await checkpoints.look();
    expect(waiting(database)).toBeGreaterThan(worthPages / 2);
    fill(worthPages);
    const before = statSync(path).size;
    expect(waiting(database)).toBeGreaterThan(worthPages);
    await Promise.all([checkpoints.look(), checkpoints.look()]);
    expect(waiting(database)).toBe(0);
    expect(statSync(path).size).toBeGreaterThan(before + worthPages * 4096);
    // The log begins anew instead of growing.
    const length = statSync(`${path}-wal`).size;
    fill(worthPages / 2);
    expect({ length: statSync(`${path}-wal`).size, failures }).toEqual({ length, failures: [] });
    checkpoints.stop();
  });

  test('the log begins anew though commits never pause', async () => {
    const { path, database, fill } = openFile();
    const failures: string[] = [];
    const checkpoints = startCheckpoints(database, path, (name) => failures.push(name));
    onTestFinished(checkpoints.stop);
    fill(worthPages);
    // Some come while the thread copies: then it is not done with its first round.
    const committing = setInterval(() => fill(20), 10);
    onTestFinished(() => clearInterval(committing));
    await checkpoints.look();
    fill(20);
    const { log } = database.prepare('PRAGMA wal_checkpoint(NOOP)').get() ?? {};
    expect({ anew: Number(log) < worthPages, failures }).toEqual({ anew: true, failures: [] });
  });

  test('a reader that stays keeps the log from beginning anew, but no commit from going on', async () => {
    const { path, database, fill } = openFile();
    const failures: string[] = [];
    const checkpoints = startCheckpoints(database, path, (name) => failures.push(name));
    onTestFinished(checkpoints.stop);
    const reader = new DatabaseSync(path, { readOnly: true });
    onTestFinished(() => reader.close());
    fill(worthPages);
    reader.exec('BEGIN; SELECT count(*) FROM filling');
    fill(worthPages);
    // A commit that has to wait for the lock longer than its time-out throws.
    const committing = setInterval(() => fill(1), 20);
    onTestFinished(() => clearInterval(committing));
    await checkpoints.look();
    fill(1);
    const log = Number(database.prepare('PRAGMA wal_checkpoint(NOOP)').get()?.['log']);
    expect({ whole: log > 2 * worthPages, failures }).toEqual({ whole: true, failures: [] });
  });

  test('a thread that fails is counted once, and commits do it from then on', async () => {
    const { path, database, fill } = openFile();
    const failures: string[] = [];
    const checkpoints = startCheckpoints(database, join(path, 'below-a-file'), (name) => failures.push(name));
    fill(worthPages + 10);
    await checkpoints.look();
    expect(failures).toEqual(['store_checkpoint_failed']);
    fill(10);
    expect(waiting(database)).toBeLessThan(worthPages);
    checkpoints.stop();
  });

  test('one that fails after the store was closed is nobody’s business', async () => {
    const { path, database, fill } = openFile();
    const failures: string[] = [];
    const checkpoints = startCheckpoints(database, join(path, 'below-a-file'), (name) => failures.push(name));
    fill(worthPages + 10);
    const look = checkpoints.look();
    checkpoints.stop();
    await look;
    expect(failures).toEqual([]);
  });
});
