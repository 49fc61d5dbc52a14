import {
  cacheStatuses,
  lookupReasonSchema,
  type CacheMatch,
  type CacheStatus,
  type LookupReason,
} from '../../../src-core/contracts/outcome.ts';
import type { TrafficFilter } from '../../../src-core/contracts/operations.ts';
import { addValues, type FilterReading } from './filter-reading.ts';
import { readFilterText, type FilterToken } from './filter-text.ts';

export const trafficKeys = [
  'outcome',
  'match',
  'reason',
  'status',
  'model',
  'upstream',
  'project',
  'client',
  'entry',
  'id',
  'is',
] as const;

type Fields = NonNullable<TrafficFilter['not']>;
type TextField = 'model' | 'upstream' | 'project' | 'client' | 'entryId' | 'id';

const textFields: Record<string, TextField> = {
  model: 'model',
  upstream: 'upstream',
  project: 'project',
  client: 'client',
  entry: 'entryId',
  id: 'id',
};

/** The filter of `traffic.list` for the text of Traffic's filter bar. */
export function readTrafficFilter(text: string): FilterReading<TrafficFilter> {
  const filter: TrafficFilter = {};
  const not: Fields = {};
  const problems: string[] = [];
  const words: string[] = [];
  for (const token of readFilterText(text, trafficKeys)) {
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

/** Puts one pair into the fields it belongs to; says what is wrong with it otherwise. */
function readPair(
  key: string,
  { values, negated, source }: FilterToken,
  fields: Fields,
  all: TrafficFilter,
): string | null {
  if (key === 'is') return readIs(values, negated, source, all);
  if (key === 'outcome') return readOutcomes(values, fields);
  if (key === 'match') return readMatches(values, fields);
  if (key === 'reason') return readReasons(values, fields);
  if (key === 'status') return readStatuses(values, fields);
  const field = textFields[key];
  if (field !== undefined) fields[field] = addValues(fields[field], values);
  return null;
}

function readIs(values: string[], negated: boolean, source: string, all: TrafficFilter): string | null {
  if (negated || values.some((value) => value !== 'error')) return `${source}: only is:error is known`;
  all.errorsOnly = true;
  return null;
}

function readOutcomes(values: string[], fields: Fields): string | null {
  const known = values.flatMap((value): CacheStatus[] => {
    const status = cacheStatuses.find((candidate) => candidate === value.toLowerCase());
    return status === undefined ? [] : [status];
  });
  if (known.length > 0) fields.cacheStatus = addValues(fields.cacheStatus, known);
  return known.length === values.length ? null : `outcome is one of ${cacheStatuses.join(', ')}`;
}

const matches: Record<string, CacheMatch> = { exact: 'exact', meaning: 'semantic', semantic: 'semantic' };

function readMatches(values: string[], fields: Fields): string | null {
  const known = values.flatMap((value): CacheMatch[] => {
    const match = matches[value.toLowerCase()];
    return match === undefined ? [] : [match];
  });
  if (known.length > 0) fields.match = addValues(fields.match, known);
  return known.length === values.length ? null : 'match is exact or meaning';
}

function readReasons(values: string[], fields: Fields): string | null {
  const known = values.flatMap((value): LookupReason[] => {
    const reason = lookupReasonSchema.safeParse(value.toLowerCase());
    return reason.success ? [reason.data] : [];
  });
  if (known.length > 0) fields.reason = addValues(fields.reason, known);
  return known.length === values.length ? null : 'reason is a code such as below_target';
}

/** `200`, or `5xx` for the hundred of them. */
function readStatuses(values: string[], fields: Fields): string | null {
  const codes = values.flatMap((value): number[] => {
    if (/^[1-5]\d\d$/.test(value)) return [Number(value)];
    if (/^[1-5]xx$/i.test(value)) return Array.from({ length: 100 }, (_, code) => Number(value[0]) * 100 + code);
    return [];
  });
  if (codes.length > 0) fields.status = addValues(fields.status, codes);
  return codes.length >= values.length ? null : 'status is a number such as 200, or 5xx';
}
