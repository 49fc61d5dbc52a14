import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { createValueCipher, type ValueCipher } from './encryption.ts';

/** An open database as the rest of the store uses it. */
export interface Database {
  /** The prepared statement of a text; prepared once and kept. */
  prepare: (sql: string) => StatementSync;
  /** Runs work in one write transaction: all of it is on disk, or none. Rolls back and rethrows what work throws. */
  transaction: <Value>(work: () => Value) => Value;
  /** Runs statements outside of any transaction, such as pragmas. */
  exec: (sql: string) => void;
  /** Through which every text and body of a user goes. */
  cipher: ValueCipher;
  close: () => void;
}

/** Filters make a few dozen texts; the limit only stops a tool that invents endless ones from filling memory. */
const maxStatements = 300;

/** Wraps a connection with a statement cache and transactions. */
export function createDatabase(connection: DatabaseSync): Database {
  const statements = new Map<string, StatementSync>();
  return {
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const statement = connection.prepare(sql);
      if (statements.size >= maxStatements) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
    transaction: (work) => runTransaction(connection, work),
    exec: (sql) => connection.exec(sql),
    cipher: createValueCipher(),
    close: () => connection.close(),
  };
}

/** One write transaction on a connection. IMMEDIATE, so that a lock held elsewhere shows before work is done. */
export function runTransaction<Value>(connection: DatabaseSync, work: () => Value): Value {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    connection.exec('COMMIT');
    return value;
  } catch (cause) {
    // A full disk or an I/O error has already rolled back by itself; a second ROLLBACK would throw over the cause.
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw cause;
  }
}
