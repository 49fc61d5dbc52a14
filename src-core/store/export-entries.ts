import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import type { EntryFilter } from '../contracts/operations.ts';
import type { AnswerDraft, Page, StoredEntry } from '../ports/answer-store.ts';
import type { Database } from './database.ts';
import { entryCondition } from './entry-filter.ts';
import { entryDetailRowSchema, entryDetailSelect, readEntryDetails, readRecording } from './get-entry.ts';
import { toUsage } from './entry-rows.ts';

const placeSchema = z.tuple([z.string(), z.string()]);
const rowSchema = z.object({ id: z.string(), portable_key: z.string(), project: z.string() });
const countSchema = z.object({ count: z.int() });

/**
 * Entries with a portable key, one for each key and project (the newest, where several credentials have their own), in the
 * order of their keys: two exports of the same entries are the same text.
 */
export function exportEntries(
  database: Database,
  query: { filter: EntryFilter; cursor: string | null; limit: number; now: number },
): Page<StoredEntry> {
  const condition = entryCondition(query.filter, query.now);
  const where = `${condition.sql} AND portable_key IS NOT NULL`;
  const after = query.cursor === null ? ['', ''] : readPlace(query.cursor);
  const rows = database
    .prepare(
      `SELECT id, portable_key, project, max(created_at) FROM entries
       WHERE ${where} AND (portable_key, project) > (?, ?)
       GROUP BY portable_key, project ORDER BY portable_key, project LIMIT ?`,
    )
    .all(...condition.params, ...after, query.limit)
    .map((row) => rowSchema.parse(row));
  const { count } = countSchema.parse(
    database
      .prepare(`SELECT count(DISTINCT portable_key || ' ' || project) AS count FROM entries WHERE ${where}`)
      .get(...condition.params),
  );
  const last = rows.at(-1);
  const isLast = last === undefined || rows.length < query.limit;
  return {
    items: rows.flatMap(({ id }) => readEntry(database, id) ?? []),
    nextCursor: isLast ? null : Buffer.from(JSON.stringify([last.portable_key, last.project])).toString('base64url'),
    total: count,
  };
}

function readPlace(cursor: string): [string, string] {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new SemcacheError('invalid_params', 'The cursor does not belong to this list.', { cause });
  }
}

const ownColumnsSchema = z.object({ portable_key: z.string().nullable() });

/** One live entry whole, as it was handed over for storing; undefined also when it cannot be opened. */
function readEntry(database: Database, id: string): StoredEntry | undefined {
  const found = database.prepare(`${entryDetailSelect} WHERE entries.id = ? AND removed_at IS NULL`).get(id);
  const own = database.prepare('SELECT portable_key FROM entries WHERE id = ?').get(id);
  if (found === undefined || own === undefined) return undefined;
  const row = entryDetailRowSchema.parse(found);
  const { portable_key: portableKey } = ownColumnsSchema.parse(own);
  const details = readEntryDetails(database.cipher, row);
  const body = readRecording(database.cipher, row);
  if (details === undefined || body === undefined) return undefined;
  const draft: AnswerDraft = {
    key: row.key,
    portableKey,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    durationMs: row.duration_ms,
    upstream: row.upstream,
    dialect: row.dialect,
    path: row.path,
    model: row.model,
    project: row.project,
    ...details,
    usage: toUsage(row.input_tokens, row.output_tokens, row.total_tokens),
    recording: {
      mode: row.mode,
      contentType: row.content_type,
      body,
    },
  };
  return { id, ...draft };
}
