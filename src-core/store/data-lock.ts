import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SemcacheError } from '../contracts/errors.ts';
import { readInstance, removeInstance, writeInstance, type InstanceInfo } from './instance-file.ts';
import { makePrivateFile, makePrivateFolder } from './private-files.ts';
import { isBusy, isDamage } from './sqlite-error.ts';

export { readInstance } from './instance-file.ts';

export interface DataLock {
  /** Tells other processes where this instance is reached. */
  publish: (info: InstanceInfo) => void;
  release: () => void;
}

export type DataLockAttempt = { acquired: true; lock: DataLock } | { acquired: false; holder: InstanceInfo | null };

/**
 * Makes this process the owner of a data folder until `release`. The lock is SQLite's exclusive lock on a file of its
 * own, which is a lock of the operating system: it ends with the process however that ends, so there is no stale state
 * to judge. Throws SemcacheError('data_dir_unusable') when the folder cannot be made or written.
 */
export function acquireDataLock(dataDir: string): DataLockAttempt {
  const path = join(dataDir, 'lock.sqlite');
  makePrivateFolder(dataDir);
  makePrivateFile(path);
  const connection = lockFile(path);
  if (connection === undefined) return { acquired: false, holder: readInstance(dataDir) };
  // Whoever published it no longer runs.
  removeInstance(dataDir);
  return {
    acquired: true,
    lock: {
      publish: (info) => writeInstance(dataDir, info),
      release: () => {
        if (!connection.isOpen) return;
        // First, so that no successor's file is removed.
        removeInstance(dataDir);
        connection.close();
      },
    },
  };
}

/** The connection that holds the lock while it is open; undefined when another holds it. */
function lockFile(path: string): DatabaseSync | undefined {
  try {
    return beginExclusive(path);
  } catch (cause) {
    if (isBusy(cause)) return undefined;
    if (!isDamage(cause)) throw unusable(path, cause);
  }
  // Nobody holds a file that SQLite refuses to read, and nothing is kept in it. Emptied rather than deleted: two
  // processes doing this at once still meet in the same file.
  try {
    truncateSync(path);
    return beginExclusive(path);
  } catch (cause) {
    if (isBusy(cause)) return undefined;
    throw unusable(path, cause);
  }
}

function beginExclusive(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { timeout: 0 });
  try {
    // In memory: no journal file that a kill would leave behind.
    connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return connection;
  } catch (cause) {
    connection.close();
    throw cause;
  }
}

function unusable(path: string, cause: unknown): SemcacheError {
  return new SemcacheError('data_dir_unusable', `${path} cannot be locked.`, { cause });
}
