import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Database } from './database.ts';
import { DamagedError, isDamage } from './sqlite-error.ts';

/**
 * Damage deep in a file shows only when a request touches it. Whoever meets it leaves a marker beside the file, and the
 * next start checks the whole file, which takes too long to do at every start.
 */
export interface DamageMarker {
  /** Marks the file if what was thrown says that it is damaged. */
  note: (thrown: unknown) => void;
  isSet: () => boolean;
  clear: () => void;
}

/** The marker of a database file. Writing it is a best effort: a disk that fails here has failed before. */
export function createDamageMarker(databasePath: string, onFailure: (cause: unknown) => void): DamageMarker {
  const path = `${databasePath}.check`;
  return {
    note: (thrown) => {
      if (!isDamage(thrown)) return;
      try {
        writeFileSync(path, 'The database beside this file is checked at the next start.\n', { mode: 0o600 });
      } catch (cause) {
        onFailure(cause);
      }
    },
    isSet: () => existsSync(path),
    clear: () => rmSync(path, { force: true }),
  };
}

/** Reads the whole file (about a second for 300 MB). Throws DamagedError with the first thing that is wrong. */
export function checkWholeFile(database: Database): void {
  const first = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
  if (first !== 'ok') throw new DamagedError(String(first));
}
