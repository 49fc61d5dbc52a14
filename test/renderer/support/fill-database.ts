import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Columns of a table but those that tell its rows apart. */
function others(connection: DatabaseSync, table: string, own: readonly string[]): string {
  const columns = connection.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  return columns
    .map(({ name }) => String(name))
    .filter((name) => !own.includes(name))
    .join(', ');
}

/**
 * Multiplies what a run has recorded until there are so many entries and so many rows of traffic, as fast as SQLite
 * copies rows. Nothing may have the data folder open meanwhile. The self-test's entries are removed ones. Each copy is a second older than the one before.
 */
export function fillDatabase(dataDir: string, wanted: number): void {
  const connection = new DatabaseSync(join(dataDir, 'semcache.sqlite'));
  const entry = others(connection, 'entries', ['seq', 'id', 'key', 'created_at', 'prompt_preview', 'portable_key']);
  const body = others(connection, 'bodies', ['entry_seq', 'id', 'created_at']);
  const request = others(connection, 'requests', ['seq', 'id', 'at']);
  const detail = others(connection, 'request_details', ['request_seq']);
  const steps = `WITH RECURSIVE step(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM step WHERE n < ${String(wanted)})`;
  connection.exec(`
    BEGIN;
    INSERT INTO entries (seq, id, key, created_at, prompt_preview, ${entry})
      ${steps}
      SELECT 1000 + n, 'e_copy' || n, key || n, created_at - n * 1000.0, 'Copied question ' || n, ${entry}
      FROM step, (SELECT * FROM entries WHERE removed_at IS NULL ORDER BY seq LIMIT 1);
    INSERT INTO bodies (entry_seq, id, created_at, ${body})
      ${steps}
      SELECT 1000 + n, 'e_copy' || n, created_at - n * 1000.0, ${body} FROM step,
        (SELECT * FROM bodies WHERE entry_seq = (SELECT seq FROM entries WHERE removed_at IS NULL ORDER BY seq LIMIT 1));
    INSERT INTO entry_text (rowid, prompt, answer)
      ${steps} SELECT 1000 + n, 'Copied question ' || n, 'An answer' FROM step;
    INSERT INTO requests (seq, id, at, ${request})
      ${steps} SELECT -n, 'req_copy' || n, at - n * 1000.0, ${request} FROM step, (SELECT * FROM requests LIMIT 1);
    INSERT INTO request_details (request_seq, ${detail})
      ${steps} SELECT -n, ${detail} FROM step, (SELECT * FROM request_details LIMIT 1);
    COMMIT;
  `);
  connection.close();
}
