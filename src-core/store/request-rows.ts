import { z } from 'zod';
import { cacheMatchSchema, cacheStatusSchema, lookupReasonSchema, recordReasonSchema } from '../contracts/outcome.ts';
import type { TrafficDetail, TrafficRow } from '../contracts/views.ts';
import type { Database } from './database.ts';
import { toUsage, usageColumns } from './entry-rows.ts';
import { readRequestTexts, requestTextColumns, requestTextsRowSchema, writeRequestTexts } from './request-texts.ts';

const columns = [
  'id',
  'repeats',
  'at',
  'client',
  'project',
  'method',
  'path',
  'upstream',
  'dialect',
  'model',
  'cache_status',
  'match',
  'reason',
  'recorded',
  'error_code',
  'status',
  'streamed',
  'first_byte_ms',
  'total_ms',
  'saved_ms',
  'similarity',
  'confidence',
  'request_bytes',
  'response_bytes',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'entry_id',
];

/** Columns of `requests` that make a traffic row. */
export const requestColumns = columns.map((column) => `requests.${column}`).join(', ');

export const requestRowSchema = z.object({
  id: z.string(),
  repeats: z.int().positive(),
  at: z.number(),
  client: z.string(),
  project: z.string(),
  method: z.string(),
  path: z.string(),
  upstream: z.string(),
  dialect: z.string().nullable(),
  model: z.string().nullable(),
  cache_status: cacheStatusSchema,
  match: cacheMatchSchema.nullable(),
  reason: lookupReasonSchema,
  recorded: recordReasonSchema,
  error_code: z.string().nullable(),
  status: z.int().nullable(),
  streamed: z.int(),
  first_byte_ms: z.number().nullable(),
  total_ms: z.number(),
  saved_ms: z.number(),
  similarity: z.number().nullable(),
  confidence: z.number().nullable(),
  request_bytes: z.int(),
  response_bytes: z.int(),
  ...usageColumns,
  entry_id: z.string().nullable(),
});

/** A row of `requests` as the console sees it. */
export function toTrafficRow(row: z.infer<typeof requestRowSchema>): TrafficRow {
  return {
    id: row.id,
    repeats: row.repeats,
    at: row.at,
    client: row.client,
    project: row.project,
    method: row.method,
    path: row.path,
    upstream: row.upstream,
    dialect: row.dialect,
    model: row.model,
    cacheStatus: row.cache_status,
    match: row.match,
    reason: row.reason,
    recorded: row.recorded,
    errorCode: row.error_code,
    status: row.status,
    streamed: row.streamed !== 0,
    firstByteMs: row.first_byte_ms,
    totalMs: row.total_ms,
    savedMs: row.saved_ms,
    similarity: row.similarity,
    confidence: row.confidence,
    requestBytes: row.request_bytes,
    responseBytes: row.response_bytes,
    usage: toUsage(row.input_tokens, row.output_tokens, row.total_tokens),
    entryId: row.entry_id,
  };
}

const seqSchema = z.object({ seq: z.int() });

/** Writes one row of the log with its details, unless its id is there already. Runs inside the caller's transaction. */
export function insertRequest(database: Database, detail: TrafficDetail): void {
  const inserted = database
    .prepare(
      `INSERT INTO requests (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (id) DO NOTHING RETURNING seq`,
    )
    .get(
      detail.id,
      detail.repeats,
      detail.at,
      detail.client,
      detail.project,
      detail.method,
      detail.path,
      detail.upstream,
      detail.dialect,
      detail.model,
      detail.cacheStatus,
      detail.match,
      detail.reason,
      detail.recorded,
      detail.errorCode,
      detail.status,
      detail.streamed ? 1 : 0,
      detail.firstByteMs,
      detail.totalMs,
      detail.savedMs,
      detail.similarity,
      detail.confidence,
      detail.requestBytes,
      detail.responseBytes,
      detail.usage?.inputTokens ?? null,
      detail.usage?.outputTokens ?? null,
      detail.usage?.totalTokens ?? null,
      detail.entryId,
    );
  if (inserted === undefined) return;
  database
    .prepare(`INSERT INTO request_details (request_seq, ${requestTextColumns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?)`)
    .run(seqSchema.parse(inserted).seq, ...writeRequestTexts(database.cipher, detail));
}

const detailRowSchema = requestRowSchema.extend(requestTextsRowSchema.shape);

/** One request with everything that explains it; undefined when there is none. */
export function getRequest(database: Database, id: string): TrafficDetail | undefined {
  const found = database
    .prepare(
      `SELECT ${requestColumns}, ${requestTextColumns.join(', ')}
       FROM requests JOIN request_details ON request_seq = seq WHERE id = ?`,
    )
    .get(id);
  if (found === undefined) return undefined;
  const row = detailRowSchema.parse(found);
  return { ...toTrafficRow(row), ...readRequestTexts(database.cipher, row.id, row) };
}
