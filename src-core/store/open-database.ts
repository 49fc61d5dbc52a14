import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorText } from '../support/error-text.ts';
import type { CountFailure, Logger } from '../ports/host.ts';
import { checkWholeFile, createDamageMarker, type DamageMarker } from './damage-marker.ts';
import { setAsideDamagedFile } from './damaged-file.ts';
import { createDatabase, type Database } from './database.ts';
import { migrate, readSchemaVersion, schemaVersion } from './migrate.ts';
import { makePrivateFile, makePrivateFolder } from './private-files.ts';
import { isDamage } from './sqlite-error.ts';

export interface OpenDatabase {
  database: Database;
  readOnly: boolean;
  /** What the console should tell about how the store was opened; null when there is nothing to tell. */
  notice: string | null;
  damage: DamageMarker;
}

export interface OpenDatabaseOptions {
  dataDir: string;
  now: () => number;
  logger: Logger;
  countFailure: CountFailure;
}

/** Longest wait for another process's lock, in milliseconds. It stops the event loop, so it is short. */
const busyTimeoutMs = 250;

export const databaseFileName = 'semcache.sqlite';

/**
 * Opens `<dataDir>/semcache.sqlite`, makes or migrates it, and builds the store on it. A file of a newer version opens
 * read-only. A damaged file is kept under another name, reported, and a new one begun. When even that fails the store
 * is empty and read-only, with the reason as notice: no cache is better than no proxy.
 * `build` may throw: damage that shows only while it reads is treated the same way.
 * Throws SemcacheError('data_dir_unusable') when the folder or file cannot be made.
 */
export function openDatabase<Store>(options: OpenDatabaseOptions, build: (opened: OpenDatabase) => Store): Store {
  const path = join(options.dataDir, databaseFileName);
  makePrivateFolder(options.dataDir);
  makePrivateFile(path);
  const damage = createDamageMarker(path, (cause) => options.countFailure('store_damage_marker', cause));
  try {
    return buildOn(openFile(path, damage), build);
  } catch (cause) {
    if (!isDamage(cause)) return buildOn(standIn(cause, damage, options), build);
    options.countFailure('store_damaged', cause);
    return beginAnew(path, cause, damage, options, build);
  }
}

function beginAnew<Store>(
  path: string,
  found: unknown,
  damage: DamageMarker,
  options: OpenDatabaseOptions,
  build: (opened: OpenDatabase) => Store,
): Store {
  try {
    const kept = setAsideDamagedFile(path, options.now());
    options.logger.error('store damaged', { kept, cause: errorText(found) });
    damage.clear();
    makePrivateFile(path);
    const notice = `The store was damaged (${errorText(found)}). A new one was begun; the old one is kept as ${kept}.`;
    return buildOn({ ...openFile(path, damage), notice }, build);
  } catch (cause) {
    return buildOn(standIn(cause, damage, options), build);
  }
}

/** Closes the database again when the store cannot be built on it: an open file cannot be moved on Windows. */
function buildOn<Store>(opened: OpenDatabase, build: (opened: OpenDatabase) => Store): Store {
  try {
    return build(opened);
  } catch (cause) {
    opened.database.close();
    throw cause;
  }
}

function openFile(path: string, damage: DamageMarker): OpenDatabase {
  const connection = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    const version = readSchemaVersion(connection);
    if (version > schemaVersion) {
      connection.close();
      return openNewerFile(path, version, damage);
    }
    // Takes effect only before the first table: lets purge give pages back to the disk.
    if (version === 0) connection.exec('PRAGMA auto_vacuum = INCREMENTAL');
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    setPragmas(connection);
    migrate(connection);
    const database = createDatabase(connection);
    if (damage.isSet()) {
      checkWholeFile(database);
      damage.clear();
    }
    return { database, readOnly: false, notice: null, damage };
  } catch (cause) {
    if (connection.isOpen) connection.close();
    throw cause;
  }
}

function openNewerFile(path: string, version: number, damage: DamageMarker): OpenDatabase {
  const connection = new DatabaseSync(path, { timeout: busyTimeoutMs, readOnly: true });
  setPragmas(connection);
  return {
    database: createDatabase(connection),
    readOnly: true,
    notice: `The store was written by a newer version (schema ${version}, this one knows ${schemaVersion}): it is open read-only and nothing new is stored.`,
    damage,
  };
}

/** An empty read-only store in memory, so that the proxy runs when the file cannot be used. */
function standIn(cause: unknown, damage: DamageMarker, options: OpenDatabaseOptions): OpenDatabase {
  options.countFailure('store_unusable', cause);
  options.logger.error('store unusable', { cause: errorText(cause) });
  const connection = new DatabaseSync(':memory:');
  migrate(connection);
  return {
    database: createDatabase(connection),
    readOnly: true,
    notice: `The store could not be opened (${errorText(cause)}): nothing is stored until the next start.`,
    damage,
  };
}

function setPragmas(connection: DatabaseSync): void {
  // 8 MiB of page cache: the system's own has the file, and reading a page from it takes microseconds. A log that grew in a
  // burst is cut back to 64 MiB, by the commit that begins it anew: that takes tens of milliseconds, so what it usually
  // grows to between two checkpoints is left.
  connection.exec('PRAGMA cache_size = -8192; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY');
}
