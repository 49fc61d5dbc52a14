import { z } from 'zod';
import type { EntryFilter, EntrySort } from '../contracts/operations.ts';
import type { EntrySummary } from '../contracts/views.ts';
import type { Page } from '../ports/answer-store.ts';
import { cutPage, readCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { entryCondition, filtersNothing, onlyTextQuery, textMatches } from './entry-filter.ts';
import { summaryColumns, summaryRowSchema, toSummary } from './entry-rows.ts';
import { parseRows } from './parse-rows.ts';
import type { Condition } from './sql-filter.ts';
import type { Totals } from './totals.ts';

export interface EntryQuery {
  filter: EntryFilter;
  sort: { by: EntrySort; descending: boolean };
  cursor: string | null;
  limit: number;
  now: number;
}

/** What each sort compares; each has an index. Entries never hit come before all that were. */
const sortExpressions: Record<EntrySort, string> = {
  createdAt: 'created_at',
  lastHitAt: 'coalesce(last_hit_at, -1)',
  hits: 'hits',
  sizeBytes: 'size_bytes',
  expiresAt: 'expires_at',
};

/** With more matches than this, walking the sort's index finds a page sooner than fetching and sorting every match. */
const manyMatches = 3000;

const matchCountSchema = z.object({ count: z.int() });
const countRowSchema = z.object({ count: z.int(), bytes: z.int() });

/** A page of live entries. Throws SemcacheError('invalid_params') for a cursor of another list. */
export function listEntries(
  database: Database,
  totals: Totals,
  query: EntryQuery,
  onUnreadable: (cause: unknown) => void,
): Page<EntrySummary> {
  const { by, descending } = query.sort;
  const order = `entries ${by} ${descending ? 'down' : 'up'}`;
  const position = query.cursor === null ? null : readCursor(query.cursor, order);
  const total = countMatches(database, totals, query.filter, query.now);
  if (total === 0) return { items: [], nextCursor: null, total };
  const condition =
    total < manyMatches
      ? inside(entryCondition(query.filter, query.now))
      : entryCondition(query.filter, query.now, 'walk');
  const expression = sortExpressions[by];
  const direction = descending ? 'DESC' : 'ASC';
  const after = position === null ? '' : `AND (${expression}, seq) ${descending ? '<' : '>'} (?, ?)`;
  const rows = database
    .prepare(
      `SELECT seq, ${expression} AS position, ${summaryColumns} FROM entries
       WHERE ${condition.sql} ${after} ORDER BY ${expression} ${direction}, seq ${direction} LIMIT ?`,
    )
    .all(...condition.params, ...(position === null ? [] : [position.value, position.seq]), query.limit + 1);
  const { shown, nextCursor } = cutPage(rows, query.limit, order);
  return {
    items: parseRows(summaryRowSchema, shown, onUnreadable).map((row) => toSummary(database.cipher, row)),
    nextCursor,
    total,
  };
}

/** A condition whose matches are found first, by the index that suits it, whatever the list's order. */
function inside({ sql, params }: Condition): Condition {
  return { sql: `seq IN (SELECT seq FROM entries WHERE ${sql})`, params };
}

/** How many live entries a filter means, and their bytes on disk. */
export function countEntries(
  database: Database,
  totals: Totals,
  filter: EntryFilter,
  now: number,
): { count: number; bytes: number } {
  if (filtersNothing(filter)) {
    const { entries, bytes } = totals.read();
    return { count: entries, bytes };
  }
  const condition = entryCondition(filter, now);
  return countRowSchema.parse(
    database
      .prepare(`SELECT count(*) AS count, coalesce(sum(size_bytes), 0) AS bytes FROM entries WHERE ${condition.sql}`)
      .get(...condition.params),
  );
}

/** How many live entries a filter means: for words alone the full-text index knows without reading any entry. */
function countMatches(database: Database, totals: Totals, filter: EntryFilter, now: number): number {
  const query = onlyTextQuery(filter);
  if (query === null) return countEntries(database, totals, filter, now).count;
  const row = database
    .prepare(
      `SELECT (SELECT count(*) FROM (${textMatches}))
         - (SELECT count(*) FROM entries WHERE removed_at IS NOT NULL AND +seq IN (${textMatches})) AS count`,
    )
    .get(query, query);
  return matchCountSchema.parse(row).count;
}
