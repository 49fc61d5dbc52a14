import { z } from 'zod';
import { cacheStatusSchema, type CacheStatus } from '../contracts/outcome.ts';
import type { Overview, Range } from '../contracts/views.ts';
import type { Database } from './database.ts';
import { isError } from './list-requests.ts';
import { requestColumns, requestRowSchema, toTrafficRow } from './request-rows.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Each range in equal steps, in milliseconds. */
export const overviewSteps: Record<Range, { count: number; stepMs: number }> = {
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

const maxNames = 20;
const maxRecentErrors = 10;

const groupRowSchema = z.object({
  step: z.int(),
  cache_status: cacheStatusSchema,
  requests: z.int(),
  errors: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  saved_ms: z.number(),
});
const medianRowSchema = z.object({ median: z.number().nullable() });
const nameRowSchema = z.object({ name: z.string(), requests: z.int(), hits: z.int() });

interface Span {
  from: number;
  to: number;
}

/** What happened in the range that ends with the step `now` is in. Steps start at multiples of their length (UTC). */
export function readOverview(database: Database, range: Range, now: number): Overview {
  const { count, stepMs } = overviewSteps[range];
  const to = (Math.floor(now / stepMs) + 1) * stepMs;
  const span = { from: to - count * stepMs, to };
  const series = Array.from({ length: count }, (_, step) => ({
    at: span.from + step * stepMs,
    hits: 0,
    misses: 0,
    bypasses: 0,
    errors: 0,
  }));
  const sums = { requests: 0, hits: 0, misses: 0, bypasses: 0, errors: 0 };
  const saved = { inputTokensSaved: 0, outputTokensSaved: 0, savedMs: 0 };
  for (const row of readGroups(database, span, stepMs)) {
    const group = groupOf[row.cache_status];
    const point = series[row.step];
    if (point !== undefined) {
      point[group] += row.requests;
      point.errors += row.errors;
    }
    sums.requests += row.requests;
    sums[group] += row.requests;
    sums.errors += row.errors;
    saved.savedMs += row.saved_ms;
    if (group === 'hits') {
      saved.inputTokensSaved += row.input_tokens;
      saved.outputTokensSaved += row.output_tokens;
    }
  }
  return {
    range,
    totals: {
      ...sums,
      ...saved,
      medianHitMs: readMedian(database, span, 'hit'),
      medianMissMs: readMedian(database, span, 'miss'),
    },
    series,
    byModel: readNames(database, span, 'model'),
    byProject: readNames(database, span, 'project'),
    recentErrors: readRecentErrors(database, span),
  };
}

function readGroups(database: Database, { from, to }: Span, stepMs: number) {
  return database
    .prepare(
      `SELECT CAST((at - ?1) / ?3 AS INTEGER) AS step, cache_status, count(*) AS requests,
         coalesce(sum(${isError}), 0) AS errors, coalesce(sum(input_tokens), 0) AS input_tokens,
         coalesce(sum(output_tokens), 0) AS output_tokens, sum(saved_ms) AS saved_ms
       FROM requests WHERE at >= ?1 AND at < ?2 GROUP BY 1, 2`,
    )
    .all(from, to, stepMs)
    .map((row) => groupRowSchema.parse(row));
}

/** Median of the total time of requests of one status that were no errors, in milliseconds. */
function readMedian(database: Database, { from, to }: Span, status: CacheStatus): number | null {
  const row = database
    .prepare(
      `WITH times AS (
         SELECT total_ms, row_number() OVER (ORDER BY total_ms) AS place, count(*) OVER () AS size
         FROM requests WHERE cache_status = ? AND at >= ? AND at < ? AND NOT ifnull(${isError}, 0))
       SELECT avg(total_ms) AS median FROM times WHERE place IN ((size + 1) / 2, (size + 2) / 2)`,
    )
    .get(status, from, to);
  return medianRowSchema.parse(row).median;
}

function readNames(database: Database, { from, to }: Span, column: 'model' | 'project') {
  const hits = Object.keys(groupOf).filter((status) => groupOf[cacheStatusSchema.parse(status)] === 'hits');
  return database
    .prepare(
      `SELECT ${column} AS name, count(*) AS requests,
         sum(cache_status IN (SELECT value FROM json_each(?3))) AS hits
       FROM requests WHERE at >= ?1 AND at < ?2 AND ${column} IS NOT NULL
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${maxNames}`,
    )
    .all(from, to, JSON.stringify(hits))
    .map((row) => nameRowSchema.parse(row));
}

function readRecentErrors(database: Database, { from, to }: Span) {
  return database
    .prepare(
      `SELECT ${requestColumns} FROM requests WHERE at >= ? AND at < ? AND ${isError}
       ORDER BY at DESC, seq DESC LIMIT ${maxRecentErrors}`,
    )
    .all(from, to)
    .map((row) => toTrafficRow(requestRowSchema.parse(row)));
}
