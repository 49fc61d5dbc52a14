import { z } from 'zod';
import { semanticLookupSchema } from '../contracts/views.ts';
import type { LoggedLookup } from '../ports/request-log.ts';
import type { Database } from './database.ts';
import { toUsage, usageColumns } from './entry-rows.ts';
import { parseRows } from './parse-rows.ts';
import { requestPlace } from './request-texts.ts';

const rowSchema = z.object({
  id: z.string(),
  at: z.number(),
  project: z.string(),
  upstream: z.string(),
  model: z.string().nullable(),
  match: z.string().nullable(),
  entry_id: z.string().nullable(),
  ...usageColumns,
  semantic: z.string(),
});

/** The latest requests that were compared by meaning, newest first. */
export function readLookups(
  database: Database,
  query: { last: number; project: string | null },
  onUnreadable: (cause: unknown) => void,
): LoggedLookup[] {
  const rows = database
    .prepare(
      `SELECT id, at, project, upstream, model, match, entry_id, input_tokens, output_tokens, total_tokens, semantic
       FROM requests JOIN request_details ON request_seq = seq
       WHERE semantic IS NOT NULL AND (?1 IS NULL OR project = ?1) ORDER BY at DESC LIMIT ?2`,
    )
    .all(query.project, query.last);
  return parseRows(rowSchema, rows, onUnreadable).flatMap((row) => {
    const semantic = database.cipher.readText(row.semantic, requestPlace('semantic', row.id));
    return semantic === undefined ? [] : [toLookup(row, semantic)];
  });
}

function toLookup(row: z.infer<typeof rowSchema>, semantic: string): LoggedLookup {
  return {
    id: row.id,
    at: row.at,
    project: row.project,
    upstream: row.upstream,
    model: row.model ?? '',
    wasHit: row.match === 'semantic',
    entryId: row.entry_id,
    usage: toUsage(row.input_tokens, row.output_tokens, row.total_tokens),
    semantic: semanticLookupSchema.parse(JSON.parse(semantic)),
  };
}
