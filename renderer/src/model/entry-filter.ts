import type { EntryFilter } from '../../../src-core/contracts/operations.ts';
import { addValues, type FilterReading } from './filter-reading.ts';
import { readFilterText, type FilterToken } from './filter-text.ts';
import { parseTime } from './parse-quantity.ts';

export const entryKeys = ['model', 'upstream', 'project', 'dialect', 'older', 'is'] as const;

type Fields = NonNullable<EntryFilter['not']>;
const textFields = ['model', 'upstream', 'project', 'dialect'] as const;

/** The filter of `entries.list` and `entries.clear` for the text of Entries' search bar. */
export function readEntryFilter(text: string): FilterReading<EntryFilter> {
  const filter: EntryFilter = {};
  const not: Fields = {};
  const problems: string[] = [];
  const words: string[] = [];
  for (const token of readFilterText(text, entryKeys)) {
    if (token.key === null) words.push(...token.values);
    else {
      const problem = readPair(token.key, token, token.negated ? not : filter, filter);
      if (problem !== null) problems.push(problem);
    }
  }
  if (words.length > 0) filter.text = words.join(' ').slice(0, 1000);
  if (Object.keys(not).length > 0) filter.not = not;
  return { filter, problems };
}

function readPair(
  key: string,
  { values, negated, source }: FilterToken,
  fields: Fields,
  all: EntryFilter,
): string | null {
  const field = textFields.find((candidate) => candidate === key);
  if (field !== undefined) {
    fields[field] = addValues(fields[field], values);
    return null;
  }
  if (key === 'is') {
    if (values.some((value) => value !== 'pinned' && value !== 'stale'))
      return `${source}: only is:pinned, is:stale and their negations are known`;
    if (values.includes('pinned')) all.pinned = !negated;
    if (values.includes('stale')) all.stale = !negated;
    return null;
  }
  const ageMs = parseTime(values[0] ?? '');
  if (ageMs === null || negated || values.length > 1) return `${source}: write an age such as older:7d`;
  all.olderThanMs = ageMs;
  return null;
}
