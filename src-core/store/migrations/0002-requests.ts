import type { Migration } from './migration.ts';

/**
 * The traffic log. What filters, lists and sums read stays in narrow rows; headers and key parts, read for one row at a
 * time, live in a table of their own.
 */
export const requestsMigration: Migration = {
  version: 2,
  up: (connection) => {
    connection.exec(`
      CREATE TABLE requests (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        repeats INTEGER NOT NULL,
        at REAL NOT NULL,
        client TEXT NOT NULL,
        project TEXT NOT NULL,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        upstream TEXT NOT NULL,
        dialect TEXT,
        model TEXT,
        cache_status TEXT NOT NULL,
        match TEXT,
        reason TEXT NOT NULL,
        recorded TEXT NOT NULL,
        error_code TEXT,
        status INTEGER,
        streamed INTEGER NOT NULL,
        first_byte_ms REAL,
        total_ms REAL NOT NULL,
        saved_ms REAL NOT NULL,
        similarity REAL,
        confidence REAL,
        request_bytes INTEGER NOT NULL,
        response_bytes INTEGER NOT NULL,
        input_tokens INTEGER,
        output_tokens INTEGER,
        total_tokens INTEGER,
        entry_id TEXT
      ) STRICT;

      CREATE INDEX requests_at ON requests (at);
      CREATE INDEX requests_status ON requests (cache_status, at);
      CREATE INDEX requests_errors ON requests (at) WHERE error_code IS NOT NULL OR status >= 400;
      CREATE INDEX requests_entry ON requests (entry_id, at) WHERE entry_id IS NOT NULL;

      CREATE TABLE request_details (
        request_seq INTEGER PRIMARY KEY REFERENCES requests (seq) ON DELETE CASCADE,
        record_detail TEXT,
        key_parts TEXT NOT NULL,
        semantic TEXT,
        request_headers TEXT NOT NULL,
        response_headers TEXT NOT NULL
      ) STRICT;
    `);
  },
};
