import { z } from 'zod';
import type { EntryFilter } from '../contracts/operations.ts';
import type { Database } from './database.ts';
import { entryCondition } from './entry-filter.ts';
import type { Amount } from './totals.ts';

/** How long a removal can be undone, in milliseconds. */
export const undoMs = 10 * 60_000;

const amountSchema = z.object({ entries: z.int(), bytes: z.int() });
const amountOf = 'count(*) AS entries, coalesce(sum(size_bytes), 0) AS bytes';

/** Hides the live entries of a filter under an undo token. Runs inside the caller's transaction; returns how much. */
export function hideEntries(database: Database, filter: EntryFilter, now: number, undo: string): Amount {
  const condition = entryCondition(filter, now);
  database
    .prepare(`UPDATE entries SET removed_at = ?, undo = ? WHERE ${condition.sql}`)
    .run(now, undo, ...condition.params);
  return amountSchema.parse(database.prepare(`SELECT ${amountOf} FROM entries WHERE undo = ?`).get(undo));
}

/**
 * Shows the entries of an undo token again, but for those whose key was stored anew. Runs inside the caller's
 * transaction; returns how much came back, undefined when there is nothing under the token or it is too old.
 */
export function showEntries(database: Database, undo: string, now: number): Amount | undefined {
  const known = database
    .prepare('SELECT 1 FROM entries WHERE undo = ? AND removed_at > ? LIMIT 1')
    .get(undo, now - undoMs);
  if (known === undefined) return undefined;
  database
    .prepare(
      `UPDATE entries SET removed_at = NULL WHERE undo = ?
         AND NOT EXISTS (SELECT 1 FROM entries AS live WHERE live.key = entries.key AND live.removed_at IS NULL)`,
    )
    .run(undo);
  const shown = database.prepare(`SELECT ${amountOf} FROM entries WHERE undo = ? AND removed_at IS NULL`).get(undo);
  database.prepare('UPDATE entries SET undo = NULL WHERE undo = ?').run(undo);
  return amountSchema.parse(shown);
}
