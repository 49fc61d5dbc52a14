import type { Migration } from './migration.ts';

/**
 * How far texts and bodies are sealed. Sealed values say so themselves; the row tells a start whether any can be there,
 * and what of a conversion is left to do.
 */
export const encryptionMigration: Migration = {
  version: 8,
  up: (connection) => {
    connection.exec(`
      CREATE TABLE encryption (state TEXT NOT NULL) STRICT;
      INSERT INTO encryption VALUES ('plain');
    `);
  },
};
