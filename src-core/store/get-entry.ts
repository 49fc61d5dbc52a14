import { z } from 'zod';
import type { EntryDetail } from '../contracts/views.ts';
import type { Database } from './database.ts';
import { unreadableText, type ValueCipher } from './encryption.ts';
import { readBody, storedCodecSchema } from './encryption-bodies.ts';
import { entryDetailsSchema, summaryColumns, summaryRowSchema, toSummary } from './entry-rows.ts';

export const entryDetailRowSchema = summaryRowSchema.extend({
  path: z.string(),
  content_type: z.string(),
  duration_ms: z.number(),
  recording_codec: storedCodecSchema,
  details_codec: storedCodecSchema,
  recording: z.instanceof(Uint8Array),
  details: z.instanceof(Uint8Array),
});

/** Everything of entries and their bodies; a condition follows. */
export const entryDetailSelect = `SELECT ${summaryColumns}, path, content_type, duration_ms, recording_codec, details_codec,
  recording, details FROM entries JOIN bodies ON entry_seq = seq`;

/** How much of the recorded answer the console is given, in bytes. */
const maxRawAnswerBytes = 256 * 1024;

/**
 * One live entry with everything people may see of it; undefined when there is none. Of one that is sealed and cannot
 * be opened, what is not sealed.
 */
export function getEntry(database: Database, id: string): EntryDetail | undefined {
  const found = readEntry(database, id);
  return found === undefined ? undefined : toDetail(database, found);
}

/** The same, but undefined also when its texts cannot be opened: for those who compare them. */
export function getReadableEntry(database: Database, id: string): EntryDetail | undefined {
  const found = readEntry(database, id);
  return found?.details === undefined ? undefined : toDetail(database, found);
}

interface ReadEntry {
  row: z.infer<typeof entryDetailRowSchema>;
  /** Undefined when they cannot be opened. */
  body: Uint8Array | undefined;
  details: z.infer<typeof entryDetailsSchema> | undefined;
}

function toDetail(
  database: Database,
  { row, body = new Uint8Array(0), details = unreadableDetails }: ReadEntry,
): EntryDetail {
  const { conversation, parameters, answerText, finishReasons, keyParts, requestBody } = details;
  return {
    ...toSummary(database.cipher, row),
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

function readEntry(database: Database, id: string): ReadEntry | undefined {
  const found = database.prepare(`${entryDetailSelect} WHERE entries.id = ? AND removed_at IS NULL`).get(id);
  if (found === undefined) return undefined;
  const row = entryDetailRowSchema.parse(found);
  return { row, body: readRecording(database.cipher, row), details: readEntryDetails(database.cipher, row) };
}

type DetailRow = Pick<ReadEntry['row'], 'key' | 'details_codec' | 'details'>;

/** What is packed beside a recording; undefined when it cannot be opened. */
export function readEntryDetails(cipher: ValueCipher, row: DetailRow) {
  const bytes = readBody(cipher, { codec: row.details_codec, bytes: row.details }, 'details', row.key);
  return bytes === undefined ? undefined : entryDetailsSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** The recorded answer; undefined when it cannot be opened. */
export function readRecording(
  cipher: ValueCipher,
  row: Pick<ReadEntry['row'], 'key' | 'recording_codec' | 'recording'>,
): Uint8Array | undefined {
  return readBody(cipher, { codec: row.recording_codec, bytes: row.recording }, 'recording', row.key);
}

const unreadableDetails: z.infer<typeof entryDetailsSchema> = {
  promptText: unreadableText,
  conversation: [],
  parameters: '{}',
  answerText: unreadableText,
  finishReasons: [],
  keyParts: [],
  requestBody: null,
};
