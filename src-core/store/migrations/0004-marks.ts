import type { Migration } from './migration.ts';

/** Marks on answers by meaning, by text and partition, so that they outlive the entries they were made on. */
export const marksMigration: Migration = {
  version: 4,
  up: (connection) => {
    connection.exec(`
      ALTER TABLE hits ADD COLUMN asked TEXT;
      CREATE INDEX hits_request ON hits (request_id) WHERE asked IS NOT NULL;

      CREATE TABLE marks (
        seq INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        verdict TEXT NOT NULL,
        partition TEXT NOT NULL,
        stored TEXT NOT NULL,
        asked TEXT NOT NULL,
        request_id TEXT NOT NULL,
        UNIQUE (partition, stored, asked)
      ) STRICT;
    `);
  },
};
