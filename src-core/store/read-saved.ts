import { z } from 'zod';
import type { SavedGroup } from '../ports/request-log.ts';
import type { Database } from './database.ts';

const groupSchema = z
  .object({
    day: z.string(),
    project: z.string(),
    upstream: z.string(),
    model: z.string(),
    requests: z.int(),
    input_tokens: z.int(),
    output_tokens: z.int(),
    estimated_input_tokens: z.int(),
    estimated_output_tokens: z.int(),
    uncounted: z.int(),
    saved_ms: z.number(),
    spent_ms: z.number(),
    last_at: z.number(),
  })
  .transform((row): SavedGroup => ({
    day: row.day,
    project: row.project,
    upstream: row.upstream,
    model: row.model,
    requests: row.requests,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    estimatedInputTokens: row.estimated_input_tokens,
    estimatedOutputTokens: row.estimated_output_tokens,
    uncounted: row.uncounted,
    savedMs: row.saved_ms,
    spentMs: row.spent_ms,
    lastAt: row.last_at,
  }));

/**
 * Served from the cache, by local day, project, upstream and model. Cache-aside
 * values have no model. Clients that shared a call saved its tokens, but waited as long as it took. Rows are added up by
 * quarters of an hour first, on which every time zone's days begin: finding the local day costs more than all the sums.
 */
export function readSaved(database: Database, from: number, to: number): SavedGroup[] {
  const rows = database
    .prepare(
      `WITH quarters AS MATERIALIZED (
         SELECT CAST(requests.at / 900000 AS INTEGER) AS quarter, requests.project AS project,
           requests.upstream AS upstream, requests.model AS model, sum(repeats) AS requests,
           sum(requests.input_tokens * repeats) AS input_tokens, sum(requests.output_tokens * repeats) AS output_tokens,
           sum((requests.total_tokens IS NULL) * repeats * estimated_input_tokens) AS estimated_input_tokens,
           sum((requests.total_tokens IS NULL) * repeats * estimated_output_tokens) AS estimated_output_tokens,
           sum((requests.total_tokens IS NULL AND estimated_input_tokens IS NULL) * repeats) AS uncounted,
           sum(saved_ms * repeats) AS saved_ms, sum((cache_status <> 'coalesced') * total_ms * repeats) AS spent_ms,
           max(requests.at) AS last_at
         FROM requests LEFT JOIN entries ON entries.id = requests.entry_id
         WHERE requests.at >= ? AND requests.at < ? AND cache_status IN ('hit', 'stale', 'coalesced')
           AND requests.model IS NOT NULL
         GROUP BY 1, 2, 3, 4),
       days AS MATERIALIZED (
         SELECT quarter, date(quarter * 900, 'unixepoch', 'localtime') AS day FROM (SELECT DISTINCT quarter FROM quarters))
       SELECT day, project, upstream, model, sum(requests) AS requests,
         coalesce(sum(input_tokens), 0) AS input_tokens, coalesce(sum(output_tokens), 0) AS output_tokens,
         coalesce(sum(estimated_input_tokens), 0) AS estimated_input_tokens,
         coalesce(sum(estimated_output_tokens), 0) AS estimated_output_tokens, sum(uncounted) AS uncounted,
         sum(saved_ms) AS saved_ms, sum(spent_ms) AS spent_ms, max(last_at) AS last_at
       FROM quarters JOIN days USING (quarter) GROUP BY 1, 2, 3, 4 ORDER BY 1`,
    )
    .all(from, to);
  return z.array(groupSchema).parse(rows);
}
