import { z } from 'zod';
import type { CountFailure } from '../ports/host.ts';
import type { Database } from './database.ts';
import type { DataKey } from './encryption-key.ts';
import { createMemorySearch } from './encryption-search.ts';
import { convertMarks, tablesToConvert } from './encryption-tables.ts';

/** `sealing` and `opening`: rows of both kinds are there, and the rest is still to be rewritten. */
const stateSchema = z.enum(['plain', 'sealing', 'sealed', 'opening']);
type State = z.infer<typeof stateSchema>;
const rowSchema = z.object({ state: stateSchema });

/** Encryption of what the database holds. */
export interface StoreEncryption {
  /**
   * Writes sealed or plain from now on; `step` then rewrites what is there. Without keys, what should be sealed is not
   * written at all. Throws SQLite's error, and then nothing has changed.
   */
  use: (wish: { encrypt: boolean; keys: readonly DataKey[] }) => void;
  /** A bounded piece of the work that is left, but for the last piece of sealing, which rewrites the file; false when done. */
  step: () => boolean;
  /** Whether anything in the file is sealed, or is to be. */
  isOn: () => boolean;
  /** What people should know; null when there is nothing. */
  notice: () => string | null;
}

export function createStoreEncryption(
  database: Database,
  readOnly: boolean,
  countFailure: CountFailure,
): StoreEncryption {
  const { cipher } = database;
  const search = createMemorySearch(database);
  let state: State = readState(database);
  let place: { table: number; after: string | number } | null = null;
  let cleanUpFailed = false;
  let failed = false;

  const setState = (next: State): void => {
    database.prepare('UPDATE encryption SET state = ?').run(next);
    state = next;
  };
  const begin = (next: 'sealing' | 'opening'): void => {
    const before = state;
    if (next === 'sealing') database.exec('PRAGMA secure_delete = ON');
    search.close();
    try {
      database.transaction(() => {
        if (next === 'sealing') search.clearFile();
        convertMarks(database);
        setState(next);
      });
    } catch (cause) {
      state = before;
      throw cause;
    }
    const [first] = tablesToConvert;
    place = first === undefined ? null : { table: 0, after: first.first };
  };
  /** A few rows of the table that is being rewritten. */
  const convert = ({ table, after }: { table: number; after: string | number }): void => {
    const next = database.transaction(() => tablesToConvert[table]?.convert(database, after) ?? null);
    const following = tablesToConvert[table + 1];
    if (next !== null) place = { table, after: next };
    else place = following === undefined ? null : { table: table + 1, after: following.first };
  };
  const finish = (): void => {
    if (state === 'opening') {
      setState('plain');
      database.exec('PRAGMA secure_delete = OFF');
      return;
    }
    cleanUpFailed = true;
    cleanFile(database);
    cleanUpFailed = false;
    setState('sealed');
    openSearch();
  };
  const openSearch = (): void => {
    search.open();
    cipher.use({ keys, writes: cipher.writes(), indexes: true });
  };
  let keys: readonly DataKey[] = [];

  return {
    use: (wish) => {
      keys = wish.keys;
      const writes = wish.encrypt ? (keys.length > 0 ? 'sealed' : 'nothing') : 'plain';
      const indexes = !wish.encrypt;
      cipher.use({ keys, writes, indexes });
      if (readOnly) return;
      failed = false;
      if (writes === 'sealed' && state === 'sealed') {
        database.exec('PRAGMA secure_delete = ON');
        openSearch();
      } else if (writes === 'sealed') begin('sealing');
      else if (writes === 'plain' && state !== 'plain') begin('opening');
    },
    step: () => {
      // Nothing to rewrite with, or to; and what has failed once is tried again at the next start or change.
      if (readOnly || failed || cipher.writes() === 'nothing') return false;
      try {
        if (place !== null) convert(place);
        else if (state === 'sealing' || state === 'opening') finish();
        else return search.step();
        return true;
      } catch (cause) {
        failed = true;
        countFailure('store_encryption', cause);
        return false;
      }
    },
    isOn: () => state !== 'plain' || cipher.writes() !== 'plain',
    notice: () => {
      if (cipher.writes() === 'nothing') return locked;
      if (failed) return cleanUpFailed ? notCleaned : notConverted;
      if (state === 'sealing') return 'What was stored before is being encrypted.';
      return state === 'opening' ? 'What was encrypted is being decrypted.' : null;
    },
  };
}

const locked =
  'Encryption is on and its key is not at hand: nothing new is stored, and what is encrypted is not served.';
const notConverted =
  'Not everything that was stored before could be rewritten; the log has the cause. It is tried again at the next start.';
const notCleaned =
  'Everything is encrypted, but the file could not be rewritten, so that traces of plain text may be left in it; the log has the cause. It is tried again at the next start.';

function readState(database: Database): State {
  return rowSchema.parse(database.prepare('SELECT state FROM encryption').get()).state;
}

/**
 * Rewrites the whole file and empties the log, so that no page keeps what was overwritten or deleted before. Not in
 * memory, where the copy could be as large as the cache; it holds sealed values only.
 */
function cleanFile(database: Database): void {
  database.exec('PRAGMA temp_store = FILE');
  try {
    database.exec('VACUUM');
  } finally {
    database.exec('PRAGMA temp_store = MEMORY');
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
