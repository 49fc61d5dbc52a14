import type { Migration } from './migration.ts';

/**
 * What finds the stored request nearest to one that missed: digests of its last text and of the conversation before it.
 * `portable_key` is the key without the credential, under which exported answers are found again elsewhere. Entries of
 * older versions have none of the three until they are recorded anew.
 */
export const likenessMigration: Migration = {
  version: 5,
  up: (connection) => {
    connection.exec(`
      ALTER TABLE entries ADD COLUMN portable_key TEXT;
      ALTER TABLE entries ADD COLUMN prompt_digest TEXT;
      ALTER TABLE entries ADD COLUMN lead_digest TEXT;
      CREATE INDEX entries_prompt ON entries (prompt_digest) WHERE removed_at IS NULL AND prompt_digest IS NOT NULL;
      CREATE INDEX entries_lead ON entries (lead_digest) WHERE removed_at IS NULL AND lead_digest IS NOT NULL;
      ALTER TABLE request_details ADD COLUMN nearest TEXT;
    `);
  },
};
