import type { Migration } from './migration.ts';

/** Answers by meaning that were checked against fresh ones. Texts are kept here because the log has none. */
export const shadowMigration: Migration = {
  version: 7,
  up: (connection) => {
    connection.exec(`
      CREATE TABLE shadow_checks (
        seq INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        request_id TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        judged INTEGER NOT NULL DEFAULT 0,
        cosine REAL,
        detail TEXT NOT NULL,
        stored_text TEXT NOT NULL,
        asked_text TEXT NOT NULL,
        stored_answer TEXT NOT NULL,
        fresh_answer TEXT NOT NULL,
        tokens INTEGER NOT NULL,
        dollars REAL NOT NULL
      ) STRICT;
      CREATE INDEX shadow_at ON shadow_checks (at);
      CREATE INDEX shadow_verdict ON shadow_checks (verdict, seq);
    `);
  },
};
