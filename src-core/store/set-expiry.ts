import type { Database } from './database.ts';
import { oneOf } from './sql-filter.ts';

/** Lets live entries expire `ttlMs` after their recording. Runs inside the caller's transaction; returns how many. */
export function setExpiry(database: Database, ids: string[], ttlMs: number): number {
  const wanted = oneOf('id', ids);
  const { changes } = database
    .prepare(`UPDATE entries SET expires_at = created_at + ? WHERE removed_at IS NULL AND ${wanted.sql}`)
    .run(ttlMs, ...wanted.params);
  database
    .prepare(
      `UPDATE bodies SET expires_at = created_at + ? WHERE entry_seq IN
         (SELECT seq FROM entries WHERE removed_at IS NULL AND ${wanted.sql})`,
    )
    .run(ttlMs, ...wanted.params);
  return Number(changes);
}
