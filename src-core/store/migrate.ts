import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { runTransaction } from './database.ts';
import { entriesMigration } from './migrations/0001-entries.ts';
import { requestsMigration } from './migrations/0002-requests.ts';
import { vectorsMigration } from './migrations/0003-vectors.ts';
import { marksMigration } from './migrations/0004-marks.ts';
import { likenessMigration } from './migrations/0005-likeness.ts';
import { estimatesMigration } from './migrations/0006-estimates.ts';
import { shadowMigration } from './migrations/0007-shadow.ts';
import { encryptionMigration } from './migrations/0008-encryption.ts';
import type { Migration } from './migrations/migration.ts';

/** Every step, in order. */
export const migrations: readonly Migration[] = [
  entriesMigration,
  requestsMigration,
  vectorsMigration,
  marksMigration,
  likenessMigration,
  estimatesMigration,
  shadowMigration,
  encryptionMigration,
];

/** The schema this version of the product writes. */
export const schemaVersion = migrations.length;

const versionRow = z.object({ user_version: z.int() });

/** The version of the schema in the file; 0 for a new one. */
export function readSchemaVersion(connection: DatabaseSync): number {
  return versionRow.parse(connection.prepare('PRAGMA user_version').get()).user_version;
}

/** Brings a file up to `target`, each step in a transaction of its own. Throws SQLite's error; done steps stay. */
export function migrate(connection: DatabaseSync, target: number = schemaVersion): void {
  for (const migration of migrations) {
    if (migration.version > target || migration.version <= readSchemaVersion(connection)) continue;
    runTransaction(connection, () => {
      migration.up(connection);
      connection.exec(`PRAGMA user_version = ${migration.version}`);
    });
  }
}
