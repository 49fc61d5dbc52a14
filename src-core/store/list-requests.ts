import { z } from 'zod';
import type { TrafficFilter } from '../contracts/operations.ts';
import type { TrafficRow } from '../contracts/views.ts';
import type { Page } from '../ports/answer-store.ts';
import { cutPage, readCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { textMatches } from './entry-filter.ts';
import { parseRows } from './parse-rows.ts';
import { requestColumns, requestRowSchema, toTrafficRow } from './request-rows.ts';
import { allOf, noneOf, oneOf, type Condition } from './sql-filter.ts';
import { textToQuery } from './text-search.ts';

export interface RequestQuery {
  filter: TrafficFilter;
  sort: 'newest' | 'oldest';
  cursor: string | null;
  limit: number;
}

/** What makes a row an error: one of our own codes, or a status that says so. Spelt as in the index `requests_errors`. */
export const isError = '(error_code IS NOT NULL OR status >= 400)';

const filterColumns = {
  project: 'project',
  model: 'model',
  upstream: 'upstream',
  client: 'client',
  cacheStatus: 'cache_status',
  match: 'match',
  reason: 'reason',
  status: 'status',
  id: 'id',
  entryId: 'entry_id',
} as const;
const filterNames = [
  'project',
  'model',
  'upstream',
  'client',
  'cacheStatus',
  'match',
  'reason',
  'status',
  'id',
  'entryId',
] as const;

const countSchema = z.object({ count: z.int() });

/** A page of the log. Throws SemcacheError('invalid_params') for a cursor of another list. */
export function listRequests(
  database: Database,
  query: RequestQuery,
  onUnreadable: (cause: unknown) => void,
): Page<TrafficRow> {
  const order = `traffic ${query.sort}`;
  const position = query.cursor === null ? null : readCursor(query.cursor, order);
  const condition = requestCondition(query.filter);
  const [direction, beyond] = query.sort === 'newest' ? ['DESC', '<'] : ['ASC', '>'];
  const after = position === null ? '' : `AND (at, seq) ${beyond} (?, ?)`;
  const rows = database
    .prepare(
      `SELECT seq, at AS position, ${requestColumns} FROM requests WHERE ${condition.sql} ${after}
       ORDER BY at ${direction}, seq ${direction} LIMIT ?`,
    )
    .all(...condition.params, ...(position === null ? [] : [position.value, position.seq]), query.limit + 1);
  const { shown, nextCursor } = cutPage(rows, query.limit, order);
  return {
    items: parseRows(requestRowSchema, shown, onUnreadable).map(toTrafficRow),
    nextCursor,
    total: countRequests(database, condition),
  };
}

function countRequests(database: Database, condition: Condition): number {
  const row = database
    .prepare(`SELECT count(*) AS count FROM requests WHERE ${condition.sql}`)
    .get(...condition.params);
  return countSchema.parse(row).count;
}

function requestCondition(filter: TrafficFilter): Condition {
  const conditions: Condition[] = [];
  if (filter.text !== undefined && filter.text.trim() !== '') conditions.push(textCondition(filter.text));
  if (filter.errorsOnly === true) conditions.push({ sql: isError, params: [] });
  for (const name of filterNames) {
    const wanted = filter[name];
    if (wanted !== undefined) conditions.push(oneOf(filterColumns[name], wanted));
    const unwanted = filter.not?.[name];
    if (unwanted !== undefined) conditions.push(noneOf(filterColumns[name], unwanted));
  }
  return allOf(conditions);
}

/** Rows whose live entry holds the words, or whose path holds the text as it was typed. */
function textCondition(text: string): Condition {
  return {
    sql: `(path LIKE ? ESCAPE '\\' OR entry_id IN (
      SELECT id FROM entries WHERE removed_at IS NULL
        AND seq IN (${textMatches})))`,
    params: [`%${text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`, textToQuery(text) ?? '""'],
  };
}
