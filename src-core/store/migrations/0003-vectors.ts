import type { Migration } from './migration.ts';

/**
 * The compared text of an entry and its vector. `partition` stands for everything else of the request: only entries that
 * share it may ever answer for each other. Vectors of different models are not comparable, so the model is kept too.
 */
export const vectorsMigration: Migration = {
  version: 3,
  up: (connection) => {
    connection.exec(`
      CREATE TABLE vectors (
        entry_seq INTEGER PRIMARY KEY REFERENCES entries (seq) ON DELETE CASCADE,
        id TEXT NOT NULL UNIQUE,
        model TEXT NOT NULL,
        partition TEXT NOT NULL,
        text TEXT NOT NULL,
        vector BLOB NOT NULL
      ) STRICT;

      CREATE INDEX vectors_model ON vectors (model, id);
    `);
  },
};
