import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { SemcacheError } from '../contracts/errors.ts';

/**
 * Makes the data folder, readable by its owner only. A folder that exists keeps its mode: it may be one the user shares.
 * Throws SemcacheError('data_dir_unusable').
 */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new SemcacheError('data_dir_unusable', `The data folder ${folder} cannot be created.`, { cause });
  }
}

/**
 * Makes sure a file exists and only its owner can read it; SQLite gives -wal and -shm the same mode.
 * Must run before SQLite opens the file: closing a descriptor drops this process's POSIX locks on it
 * (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
 * Throws SemcacheError('data_dir_unusable').
 */
export function makePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (cause) {
    if (!isExists(cause)) throw new SemcacheError('data_dir_unusable', `${path} cannot be created.`, { cause });
    restrict(path);
  }
}

function restrict(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch (cause) {
    throw new SemcacheError('data_dir_unusable', `${path} belongs to someone else.`, { cause });
  }
}

function isExists(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
}
