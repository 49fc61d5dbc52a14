import { z } from 'zod';
import type { EntryDetail } from '../contracts/views.ts';
import { codecSchema, unpack } from './compression.ts';
import type { Database } from './database.ts';
import { entryDetailsSchema, summaryColumns, summaryRowSchema, toSummary } from './entry-rows.ts';

export const entryDetailRowSchema = summaryRowSchema.extend({
  path: z.string(),
  content_type: z.string(),
  duration_ms: z.number(),
  recording_codec: codecSchema,
  details_codec: codecSchema,
  recording: z.instanceof(Uint8Array),
  details: z.instanceof(Uint8Array),
});

/** Everything of entries and their bodies; a condition follows. */
export const entryDetailSelect = `SELECT ${summaryColumns}, path, content_type, duration_ms, recording_codec, details_codec,
  recording, details FROM entries JOIN bodies ON entry_seq = seq`;

/** How much of the recorded answer the console is given, in bytes. */
const maxRawAnswerBytes = 256 * 1024;

/** One live entry with everything people may see of it; undefined when there is none. */
export function getEntry(database: Database, id: string): EntryDetail | undefined {
  const found = database.prepare(`${entryDetailSelect} WHERE entries.id = ? AND removed_at IS NULL`).get(id);
  if (found === undefined) return undefined;
  const row = entryDetailRowSchema.parse(found);
  const body = unpack({ codec: row.recording_codec, bytes: row.recording });
  const { conversation, parameters, answerText, finishReasons, keyParts, requestBody } = readEntryDetails(row);
  return {
    ...toSummary(row),
    path: row.path,
    conversation,
    parameters,
    answerText,
    finishReasons,
    contentType: row.content_type,
    // A stream decoder leaves out the half of a character that the cut may end in.
    rawAnswer: new TextDecoder().decode(body.subarray(0, maxRawAnswerBytes), { stream: true }),
    rawAnswerTruncated: body.byteLength > maxRawAnswerBytes,
    requestDurationMs: row.duration_ms,
    requestBody: requestBody === null ? null : requestBody.slice(0, maxRawAnswerBytes),
    keyParts,
  };
}

/** What is packed beside a recording. */
export function readEntryDetails(row: { details_codec: z.infer<typeof codecSchema>; details: Uint8Array }) {
  const text = new TextDecoder().decode(unpack({ codec: row.details_codec, bytes: row.details }));
  return entryDetailsSchema.parse(JSON.parse(text));
}
