import { existsSync, renameSync } from 'node:fs';

/** What SQLite keeps beside a database in WAL mode; without them the file may lack its last commits. */
const companions = ['-wal', '-shm'] as const;

/**
 * Moves a damaged database out of the way, whole, so that its owner can still try to rescue it.
 * Returns its new path, `<path>.damaged-<time>`. Throws the system's error when the file cannot be moved.
 */
export function setAsideDamagedFile(path: string, nowMs: number): string {
  const kept = unusedPath(`${path}.damaged-${new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')}`);
  renameSync(path, kept);
  for (const companion of companions) {
    if (existsSync(path + companion)) renameSync(path + companion, kept + companion);
  }
  return kept;
}

/** Renaming replaces what is there, and what is there may be an earlier damaged file. */
function unusedPath(wished: string): string {
  let path = wished;
  for (let number = 2; existsSync(path); number += 1) path = `${wished}-${number}`;
  return path;
}
