import type { DatabaseSync } from 'node:sqlite';

/** One step of the schema. Numbers are never reused and a released step is never edited: add the next one. */
export interface Migration {
  version: number;
  /** Runs inside a transaction that also sets the version. */
  up: (connection: DatabaseSync) => void;
}
