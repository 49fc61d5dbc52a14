import type { EntryFilter } from '../contracts/operations.ts';
import { allOf, noneOf, oneOf, type Condition } from './sql-filter.ts';
import { textToQuery } from './text-search.ts';

/** Entries, removed ones too, whose text matches; takes the query as parameter. */
export const textMatches = 'SELECT rowid FROM entry_text WHERE entry_text MATCH ?';

const listColumns = ['project', 'model', 'upstream', 'dialect'] as const;

/**
 * The live entries a filter means, as a condition on `entries`. `walk` hides the filtered columns from SQLite's choice
 * of index (a unary plus does), so that a list with many matches is read in its own order and stops after a page.
 */
export function entryCondition(filter: EntryFilter, now: number, plan: 'search' | 'walk' = 'search'): Condition {
  const conditions: Condition[] = [{ sql: 'removed_at IS NULL', params: [] }];
  const plus = plan === 'walk' ? '+' : '';
  const query = textToQuery(filter.text ?? '');
  if (query !== null) conditions.push({ sql: `${plus}seq IN (${textMatches})`, params: [query] });
  if (filter.ids !== undefined) conditions.push(oneOf(`${plus}id`, filter.ids));
  if (filter.olderThanMs !== undefined) {
    conditions.push({ sql: `${plus}created_at < ?`, params: [now - filter.olderThanMs] });
  }
  if (filter.pinned !== undefined) conditions.push({ sql: `${plus}pinned = ?`, params: [filter.pinned ? 1 : 0] });
  if (filter.stale !== undefined) {
    conditions.push({ sql: `${plus}expires_at ${filter.stale ? '<=' : '>'} ?`, params: [now] });
  }
  for (const column of listColumns) {
    const wanted = filter[column];
    if (wanted !== undefined) conditions.push(oneOf(`${plus}${column}`, wanted));
    const unwanted = filter.not?.[column];
    if (unwanted !== undefined) conditions.push(noneOf(`${plus}${column}`, unwanted));
  }
  return allOf(conditions);
}

/** The query when a filter is nothing but words; null when it is anything else. */
export function onlyTextQuery(filter: EntryFilter): string | null {
  const { text, ...others } = filter;
  return filtersNothing(others) ? textToQuery(text ?? '') : null;
}

/** Whether a filter lets every live entry through. */
export function filtersNothing(filter: EntryFilter): boolean {
  return entryCondition(filter, 0).sql === 'removed_at IS NULL';
}
