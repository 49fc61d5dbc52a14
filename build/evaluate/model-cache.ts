import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

/** Vectors and logits of earlier runs in one file, so that a sweep over targets runs the models once. */
export interface ModelCache {
  get: (key: string) => Float32Array | undefined;
  put: (rows: readonly { key: string; values: readonly number[] }[]) => void;
  close: () => void;
}

/** Opens the file, or a cache that forgets when `file` is null. */
export function openModelCache(file: string | null): ModelCache {
  const database = new DatabaseSync(file ?? ':memory:');
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 20000');
  database.exec('CREATE TABLE IF NOT EXISTS figure (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID');
  const select = database.prepare('SELECT value FROM figure WHERE key = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO figure (key, value) VALUES (?, ?)');
  return {
    get: (key) => {
      const value = select.get(digest(key))?.['value'];
      return value instanceof Uint8Array ? new Float32Array(value.slice().buffer) : undefined;
    },
    put: (rows) => {
      database.exec('BEGIN IMMEDIATE');
      for (const row of rows) insert.run(digest(row.key), new Uint8Array(Float32Array.from(row.values).buffer));
      database.exec('COMMIT');
    },
    close: () => database.close(),
  };
}

function digest(key: string): Uint8Array {
  return createHash('sha256').update(key).digest().subarray(0, 16);
}
