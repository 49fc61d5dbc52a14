import { z } from 'zod';
import { cacheMatchSchema, cacheStatusSchema, type CacheStatus } from '../contracts/outcome.ts';
import type { Overview, Range } from '../contracts/views.ts';
import type { Database } from './database.ts';
import { isError } from './list-requests.ts';
import { parseRows } from './parse-rows.ts';
import { requestColumns, requestRowSchema, toTrafficRow } from './request-rows.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Each range in equal steps, in milliseconds. */
const overviewSteps: Record<Range, { count: number; stepMs: number }> = {
  '1h': { count: 60, stepMs: minute },
  '24h': { count: 48, stepMs: 30 * minute },
  '7d': { count: 56, stepMs: 3 * hour },
  '30d': { count: 60, stepMs: 12 * hour },
};

/** How statuses add up: a hit needed no upstream call of its own, a miss made one and could be stored. */
const groupOf: Record<CacheStatus, 'hits' | 'misses' | 'bypasses'> = {
  hit: 'hits',
  stale: 'hits',
  coalesced: 'hits',
  miss: 'misses',
  refresh: 'misses',
  bypass: 'bypasses',
};

type HitKind = 'exactHits' | 'semanticHits' | 'staleHits' | 'coalesced';
const noHits: Record<HitKind, number> = { exactHits: 0, semanticHits: 0, staleHits: 0, coalesced: 0 };

const maxNames = 20;
const maxRecentErrors = 10;
/** With more requests than this a median is taken of every second, third, ... one: within a percent, and bounded in time. */
const medianSampleSize = 20_000;

const groupRowSchema = z.object({
  step: z.int(),
  cache_status: cacheStatusSchema,
  match: cacheMatchSchema.nullable(),
  model: z.string().nullable(),
  project: z.string(),
  requests: z.int(),
  errors: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  saved_ms: z.number(),
});
type GroupRow = z.infer<typeof groupRowSchema>;
const medianRowSchema = z.object({ median: z.number().nullable() });

interface Span {
  from: number;
  to: number;
}

/** What happened in the range that ends with the step `now` is in. Steps start at multiples of their length (UTC). */
export function readOverview(
  database: Database,
  range: Range,
  now: number,
  onUnreadable: (cause: unknown) => void,
): Overview {
  const { count, stepMs } = overviewSteps[range];
  const to = (Math.floor(now / stepMs) + 1) * stepMs;
  const span = { from: to - count * stepMs, to };
  const groups = parseRows(groupRowSchema, readGroups(database, span, stepMs), onUnreadable);
  return {
    range,
    totals: {
      ...sumTotals(groups),
      medianHitMs: readMedian(database, span, 'hit', groups),
      medianMissMs: readMedian(database, span, 'miss', groups),
    },
    series: sumSteps(groups, span, count, stepMs),
    byModel: sumNames(groups, (group) => group.model),
    byProject: sumNames(groups, (group) => group.project),
    recentErrors: parseRows(requestRowSchema, readRecentErrors(database, span), onUnreadable).map(toTrafficRow),
  };
}

/** One pass over the range; everything but the medians is a sum of its groups. */
function readGroups(database: Database, { from, to }: Span, stepMs: number): unknown[] {
  return database
    .prepare(
      `SELECT CAST((at - ?1) / ?3 AS INTEGER) AS step, cache_status, match, model, project, sum(repeats) AS requests,
         coalesce(sum((${isError}) * repeats), 0) AS errors, coalesce(sum(input_tokens * repeats), 0) AS input_tokens,
         coalesce(sum(output_tokens * repeats), 0) AS output_tokens, sum(saved_ms * repeats) AS saved_ms
       FROM requests WHERE at >= ?1 AND at < ?2 GROUP BY 1, 2, 3, 4, 5`,
    )
    .all(from, to, stepMs);
}

/** What kind of hit a group is; null when it is none. A stale answer found by meaning is stale first. */
function hitKindOf({ cache_status: status, match }: GroupRow): HitKind | null {
  if (status === 'hit') return match === 'semantic' ? 'semanticHits' : 'exactHits';
  if (status === 'stale') return 'staleHits';
  return status === 'coalesced' ? 'coalesced' : null;
}

function sumTotals(groups: GroupRow[]) {
  const totals = {
    requests: 0,
    hits: 0,
    ...noHits,
    misses: 0,
    bypasses: 0,
    errors: 0,
    inputTokensSaved: 0,
    outputTokensSaved: 0,
    savedMs: 0,
  };
  for (const group of groups) {
    const kind = groupOf[group.cache_status];
    totals.requests += group.requests;
    totals[kind] += group.requests;
    const hitKind = hitKindOf(group);
    if (hitKind !== null) totals[hitKind] += group.requests;
    totals.errors += group.errors;
    totals.savedMs += group.saved_ms;
    if (kind !== 'hits') continue;
    totals.inputTokensSaved += group.input_tokens;
    totals.outputTokensSaved += group.output_tokens;
  }
  return totals;
}

function sumSteps(groups: GroupRow[], { from }: Span, count: number, stepMs: number) {
  const series = Array.from({ length: count }, (_, step) => ({
    at: from + step * stepMs,
    hits: 0,
    ...noHits,
    misses: 0,
    bypasses: 0,
    errors: 0,
  }));
  for (const group of groups) {
    const point = series[group.step];
    if (point === undefined) continue;
    point[groupOf[group.cache_status]] += group.requests;
    const hitKind = hitKindOf(group);
    if (hitKind !== null) point[hitKind] += group.requests;
    point.errors += group.errors;
  }
  return series;
}

/** The names with most requests, most first. */
function sumNames(groups: GroupRow[], nameOf: (group: GroupRow) => string | null) {
  const sums = new Map<string, { name: string; requests: number; hits: number }>();
  for (const group of groups) {
    const name = nameOf(group);
    if (name === null) continue;
    const sum = sums.get(name) ?? { name, requests: 0, hits: 0 };
    sum.requests += group.requests;
    if (groupOf[group.cache_status] === 'hits') sum.hits += group.requests;
    sums.set(name, sum);
  }
  const byRequests = [...sums.values()].toSorted(
    (left, right) => right.requests - left.requests || (left.name < right.name ? -1 : 1),
  );
  return byRequests.slice(0, maxNames);
}

/** Median of the total time of requests of one status that were no errors, in milliseconds. */
function readMedian(database: Database, { from, to }: Span, status: CacheStatus, groups: GroupRow[]): number | null {
  const size = groups.reduce((sum, group) => sum + (group.cache_status === status ? group.requests : 0), 0);
  const row = database
    .prepare(
      `WITH times AS (
         SELECT total_ms, row_number() OVER (ORDER BY total_ms) AS place, count(*) OVER () AS size
         FROM requests
         WHERE cache_status = ? AND at >= ? AND at < ? AND seq % ? = 0 AND NOT ifnull(${isError}, 0))
       SELECT avg(total_ms) AS median FROM times WHERE place IN ((size + 1) / 2, (size + 2) / 2)`,
    )
    .get(status, from, to, Math.ceil(size / medianSampleSize) || 1);
  return medianRowSchema.parse(row).median;
}

function readRecentErrors(database: Database, { from, to }: Span): unknown[] {
  return database
    .prepare(
      `SELECT ${requestColumns} FROM requests WHERE at >= ? AND at < ? AND ${isError}
       ORDER BY at DESC, seq DESC LIMIT ${maxRecentErrors}`,
    )
    .all(from, to);
}
