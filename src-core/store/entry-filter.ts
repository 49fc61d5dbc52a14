import type { EntryFilter } from '../contracts/operations.ts';
import { allOf, noneOf, oneOf, type Condition } from './sql-filter.ts';
import { textToQuery } from './text-search.ts';

const listColumns = ['project', 'model', 'upstream', 'dialect'] as const;

/**
 * The live entries a filter means, as a condition on `entries`. `textFirst: false` keeps SQLite from starting at the
 * words: better when they are so common that walking the list's own order finds a page sooner.
 */
export function entryCondition(filter: EntryFilter, now: number, textFirst = true): Condition {
  const conditions: Condition[] = [{ sql: 'removed_at IS NULL', params: [] }];
  const query = textToQuery(filter.text ?? '');
  if (query !== null) {
    const column = textFirst ? 'seq' : '+seq';
    conditions.push({
      sql: `${column} IN (SELECT rowid FROM entry_text WHERE entry_text MATCH ?)`,
      params: [query],
    });
  }
  if (filter.ids !== undefined) conditions.push(oneOf('id', filter.ids));
  if (filter.olderThanMs !== undefined) {
    conditions.push({ sql: 'created_at < ?', params: [now - filter.olderThanMs] });
  }
  if (filter.pinned !== undefined) conditions.push({ sql: 'pinned = ?', params: [filter.pinned ? 1 : 0] });
  for (const column of listColumns) {
    const wanted = filter[column];
    if (wanted !== undefined) conditions.push(oneOf(column, wanted));
    const unwanted = filter.not?.[column];
    if (unwanted !== undefined) conditions.push(noneOf(column, unwanted));
  }
  return allOf(conditions);
}

/** Whether a filter lets every live entry through. */
export function filtersNothing(filter: EntryFilter): boolean {
  return entryCondition(filter, 0).sql === 'removed_at IS NULL';
}
