import { z } from 'zod';
import type { EntryDetail } from '../contracts/views.ts';
import { codecSchema, unpack } from './compression.ts';
import type { Database } from './database.ts';
import { entryDetailsSchema, summaryColumns, summaryRowSchema, toSummary } from './entry-rows.ts';

const detailRowSchema = summaryRowSchema.extend({
  path: z.string(),
  content_type: z.string(),
  duration_ms: z.number(),
  recording_codec: codecSchema,
  details_codec: codecSchema,
  recording: z.instanceof(Uint8Array),
  details: z.instanceof(Uint8Array),
});

/** How much of the recorded answer the console is given, in bytes. */
const maxRawAnswerBytes = 256 * 1024;

/** One live entry with everything people may see of it; undefined when there is none. */
export function getEntry(database: Database, id: string): EntryDetail | undefined {
  const found = database
    .prepare(
      `SELECT ${summaryColumns}, path, content_type, duration_ms, recording_codec, details_codec, recording, details
       FROM entries JOIN bodies ON entry_seq = seq WHERE entries.id = ? AND removed_at IS NULL`,
    )
    .get(id);
  if (found === undefined) return undefined;
  const row = detailRowSchema.parse(found);
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

function readEntryDetails(row: { details_codec: z.infer<typeof codecSchema>; details: Uint8Array }) {
  const text = new TextDecoder().decode(unpack({ codec: row.details_codec, bytes: row.details }));
  return entryDetailsSchema.parse(JSON.parse(text));
}
