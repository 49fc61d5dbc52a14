import type { Migration } from './migration.ts';

/** Tokens of entries whose upstream reported none, counted here: what savings show as estimated. */
export const estimatesMigration: Migration = {
  version: 6,
  up: (connection) => {
    connection.exec(`
      ALTER TABLE entries ADD COLUMN estimated_input_tokens INTEGER;
      ALTER TABLE entries ADD COLUMN estimated_output_tokens INTEGER;
      CREATE INDEX entries_unestimated ON entries (seq)
        WHERE total_tokens IS NULL AND estimated_input_tokens IS NULL AND hits > 0;
    `);
  },
};
