import { z } from 'zod';
import { answerModeSchema } from '../contracts/views.ts';
import type { StoredAnswer } from '../ports/answer-store.ts';
import type { Database } from './database.ts';
import { readBody, storedCodecSchema } from './encryption-bodies.ts';
import { toUsage, usageColumns } from './entry-rows.ts';

const answerRowSchema = z.object({
  id: z.string(),
  created_at: z.number(),
  expires_at: z.number(),
  duration_ms: z.number(),
  mode: answerModeSchema,
  content_type: z.string(),
  ...usageColumns,
  key: z.string(),
  recording_codec: storedCodecSchema,
  recording: z.instanceof(Uint8Array),
});

/**
 * The lookup by key, or by id: one statement that reads the index of live entries and one row of `bodies`. An answer
 * that is sealed and cannot be opened is none, and `onUnreadable` hears of it. Throws when the database cannot be read.
 */
export function createFind(
  database: Database,
  by: 'key' | 'id',
  onUnreadable: () => void,
): (value: string) => StoredAnswer | undefined {
  const statement = database.prepare(`
    SELECT entries.key, bodies.id, bodies.created_at, bodies.expires_at, duration_ms, bodies.mode, content_type,
      bodies.input_tokens, bodies.output_tokens, bodies.total_tokens, recording_codec, recording
    FROM entries JOIN bodies ON entry_seq = seq
    WHERE entries.${by} = ? AND removed_at IS NULL`);
  return (value) => {
    const found = statement.get(value);
    if (found === undefined) return undefined;
    const row = answerRowSchema.parse(found);
    const body = readBody(database.cipher, { codec: row.recording_codec, bytes: row.recording }, 'recording', row.key);
    if (body === undefined) {
      onUnreadable();
      return undefined;
    }
    return {
      id: row.id,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      durationMs: row.duration_ms,
      usage: toUsage(row.input_tokens, row.output_tokens, row.total_tokens),
      recording: {
        mode: row.mode,
        contentType: row.content_type,
        body,
      },
    };
  };
}
