import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';

/** A second connection to a store's file, for looking at what is really there. */
export function inspect<Value>(path: string, look: (connection: DatabaseSync) => Value): Value {
  const connection = new DatabaseSync(path, { timeout: 2000 });
  try {
    return look(connection);
  } finally {
    connection.close();
  }
}

/** Asserts that a file holds whole entries only: each with its body and its search text, nothing left over. */
export function expectWholeDatabase(connection: DatabaseSync): void {
  const numbers = (sql: string): unknown[] =>
    connection
      .prepare(sql)
      .all()
      .map((row) => Object.values(row)[0]);
  connection.exec("INSERT INTO entry_text(entry_text) VALUES ('integrity-check')");
  expect({
    integrity: numbers('PRAGMA integrity_check'),
    foreignKeys: numbers('PRAGMA foreign_key_check'),
    bodies: numbers('SELECT entry_seq FROM bodies ORDER BY 1'),
    texts: numbers('SELECT rowid FROM entry_text ORDER BY 1'),
    details: numbers('SELECT request_seq FROM request_details ORDER BY 1'),
  }).toEqual({
    integrity: ['ok'],
    foreignKeys: [],
    bodies: numbers('SELECT seq FROM entries ORDER BY 1'),
    texts: numbers('SELECT seq FROM entries ORDER BY 1'),
    details: numbers('SELECT seq FROM requests ORDER BY 1'),
  });
}

/** Live entries and their bytes, counted afresh. */
export function countedTotals(connection: DatabaseSync): unknown {
  const row = connection
    .prepare('SELECT count(*) AS entries, coalesce(sum(size_bytes), 0) AS bytes FROM entries WHERE removed_at IS NULL')
    .get();
  return { ...row };
}
