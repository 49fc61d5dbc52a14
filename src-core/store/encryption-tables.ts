import { z } from 'zod';
import { unpack, type Packed } from './compression.ts';
import type { Database } from './database.ts';
import { isSealedBody, openBody, sealBody, storedCodecSchema } from './encryption-bodies.ts';
import { isSealedText, type ValueCipher } from './encryption.ts';
import { entryDetailsSchema, previewPlace } from './entry-rows.ts';
import { requestPlace, requestTextColumns, requestTextsRowSchema } from './request-texts.ts';
import { shadowPlace, shadowTextColumns } from './shadow-store.ts';
import { leadDigest, promptDigest } from './similar-entries.ts';
import { replaceText } from './text-search.ts';
import { isSealedVector, readVectorBytes, vectorPlace } from './vector-rows.ts';

/**
 * Rewrites the next rows of one table as the cipher writes now: sealed ones plain, or plain ones sealed. Values that cannot
 * be opened stay as they are. Returns the place to go on from; null when there are no more rows.
 */
export type ConvertTable = (database: Database, after: string | number) => string | number | null;

/** Rows in one piece: entries can be megabytes each, the others are small. */
const entriesAtOnce = 20;
const rowsAtOnce = 200;

/** Every table that holds words of requests or answers; each begins at `first`. */
export const tablesToConvert: readonly { first: string | number; convert: ConvertTable }[] = [
  { first: -1, convert: convertEntries },
  { first: -1, convert: convertVectors },
  { first: '', convert: convertHits },
  { first: -1, convert: convertChecks },
  { first: -1, convert: convertRequests },
];

const entrySchema = z.object({
  seq: z.int(),
  key: z.string(),
  prompt_preview: z.string(),
  recording_codec: storedCodecSchema,
  details_codec: storedCodecSchema,
  recording: z.instanceof(Uint8Array),
  details: z.instanceof(Uint8Array),
});
type EntryValues = z.infer<typeof entrySchema>;

function convertEntries(database: Database, after: string | number): number | null {
  const rows = z.array(entrySchema).parse(
    database
      .prepare(
        `SELECT seq, key, prompt_preview, recording_codec, details_codec, recording, details
         FROM entries JOIN bodies ON entry_seq = seq WHERE seq > ? ORDER BY seq LIMIT ${entriesAtOnce}`,
      )
      .all(after),
  );
  for (const row of rows) convertEntry(database, row);
  return rows.at(-1)?.seq ?? null;
}

function convertEntry(database: Database, row: EntryValues): void {
  const { cipher } = database;
  const stored = { codec: row.recording_codec, bytes: row.recording };
  const isSealed = isSealedBody(stored);
  const recording = openBody(cipher, stored, 'recording', row.key);
  const details = openBody(cipher, { codec: row.details_codec, bytes: row.details }, 'details', row.key);
  const preview = cipher.readText(row.prompt_preview, previewPlace(row.key));
  if (recording === undefined || details === undefined || preview === undefined) return;
  const wantsSealed = cipher.writes() === 'sealed';
  if (isSealed !== wantsSealed) writeEntry(database, row, { recording, details, preview });
  // The words were taken out when sealing began, those of entries that it had not reached yet too.
  if (!wantsSealed) {
    const { promptText, answerText } = readDetails(details);
    replaceText(database, row.seq, promptText, answerText);
  }
}

function writeEntry(
  database: Database,
  { seq, key }: EntryValues,
  plain: { recording: Packed; details: Packed; preview: string },
): void {
  const { cipher } = database;
  const { promptText, conversation } = readDetails(plain.details);
  const recording = sealBody(cipher, plain.recording, 'recording', key);
  const details = sealBody(cipher, plain.details, 'details', key);
  database
    .prepare('UPDATE entries SET prompt_preview = ?, prompt_digest = ?, lead_digest = ? WHERE seq = ?')
    .run(
      cipher.writeText(plain.preview, previewPlace(key)),
      cipher.writeDigest(promptDigest(promptText)),
      cipher.writeDigest(leadDigest(conversation)),
      seq,
    );
  database
    .prepare('UPDATE bodies SET recording_codec = ?, recording = ?, details_codec = ?, details = ? WHERE entry_seq = ?')
    .run(recording.codec, recording.bytes, details.codec, details.bytes, seq);
}

function readDetails(details: Packed): z.infer<typeof entryDetailsSchema> {
  return entryDetailsSchema.parse(JSON.parse(new TextDecoder().decode(unpack(details))));
}

const vectorSchema = z.object({
  entry_seq: z.int(),
  id: z.string(),
  text: z.string(),
  vector: z.instanceof(Uint8Array),
});

function convertVectors(database: Database, after: string | number): number | null {
  const { cipher } = database;
  const rows = z
    .array(vectorSchema)
    .parse(
      database
        .prepare(
          `SELECT entry_seq, id, text, vector FROM vectors WHERE entry_seq > ? ORDER BY entry_seq LIMIT ${rowsAtOnce}`,
        )
        .all(after),
    );
  for (const { entry_seq: seq, id, text: storedText, vector: storedVector } of rows) {
    const text = cipher.readComparable(storedText);
    const vector = readVectorBytes(cipher, id, storedVector);
    if (text === undefined || vector === undefined) continue;
    const wantsSealed = cipher.writes() === 'sealed';
    if (isSealedText(storedText) === wantsSealed && isSealedVector(storedVector) === wantsSealed) continue;
    const bytes = wantsSealed && vector.length > 0 ? cipher.sealBytes(vector, vectorPlace(id)) : vector;
    database
      .prepare('UPDATE vectors SET text = ?, vector = ? WHERE entry_seq = ?')
      .run(cipher.writeComparable(text), bytes, seq);
  }
  return rows.at(-1)?.entry_seq ?? null;
}

const hitSchema = z.object({ request_id: z.string(), asked: z.string() });

function convertHits(database: Database, after: string | number): string | null {
  const rows = z.array(hitSchema).parse(
    database
      .prepare(
        `SELECT DISTINCT request_id, asked FROM hits WHERE asked IS NOT NULL AND request_id > ?
         ORDER BY request_id LIMIT ${rowsAtOnce}`,
      )
      .all(after),
  );
  for (const { request_id: id, asked } of rows) {
    const changed = rewritten(database.cipher, asked);
    if (changed === undefined) continue;
    database.prepare('UPDATE hits SET asked = ? WHERE request_id = ? AND asked = ?').run(changed, id, asked);
  }
  return rows.at(-1)?.request_id ?? null;
}

const markSchema = z.object({ seq: z.int(), stored: z.string(), asked: z.string() });

/** All marks at once: people make them, so they are few, and answers depend on finding every one of them. */
export function convertMarks(database: Database): void {
  const rows = z.array(markSchema).parse(database.prepare('SELECT seq, stored, asked FROM marks').all());
  for (const { seq, stored, asked } of rows) {
    const changed = { stored: rewritten(database.cipher, stored), asked: rewritten(database.cipher, asked) };
    if (changed.stored === undefined && changed.asked === undefined) continue;
    database
      .prepare('UPDATE marks SET stored = ?, asked = ? WHERE seq = ?')
      .run(changed.stored ?? stored, changed.asked ?? asked, seq);
  }
}

/** A comparable text as it is written now; undefined when it is that already, or cannot be opened. */
function rewritten(cipher: ValueCipher, stored: string): string | undefined {
  const text = cipher.readComparable(stored);
  if (text === undefined) return undefined;
  const changed = cipher.writeComparable(text);
  return changed === stored ? undefined : changed;
}

const checkSchema = z.object({
  seq: z.int(),
  request_id: z.string(),
  detail: z.string(),
  stored_text: z.string(),
  asked_text: z.string(),
  stored_answer: z.string(),
  fresh_answer: z.string(),
});

function convertChecks(database: Database, after: string | number): number | null {
  const rows = z.array(checkSchema).parse(
    database
      .prepare(
        `SELECT seq, request_id, ${shadowTextColumns.join(', ')} FROM shadow_checks
         WHERE seq > ? ORDER BY seq LIMIT ${rowsAtOnce}`,
      )
      .all(after),
  );
  const assignments = shadowTextColumns.map((column) => `${column} = ?`).join(', ');
  for (const row of rows) {
    const values = shadowTextColumns.map((column) =>
      convertText(database.cipher, row[column], shadowPlace(column, row.request_id)),
    );
    database.prepare(`UPDATE shadow_checks SET ${assignments} WHERE seq = ?`).run(...values, row.seq);
  }
  return rows.at(-1)?.seq ?? null;
}

const requestSchema = requestTextsRowSchema.extend({ seq: z.int(), id: z.string() });

function convertRequests(database: Database, after: string | number): number | null {
  const rows = z.array(requestSchema).parse(
    database
      .prepare(
        `SELECT seq, id, ${requestTextColumns.join(', ')} FROM requests JOIN request_details ON request_seq = seq
         WHERE seq > ? ORDER BY seq LIMIT ${rowsAtOnce}`,
      )
      .all(after),
  );
  const assignments = requestTextColumns.map((column) => `${column} = ?`).join(', ');
  for (const row of rows) {
    const values = requestTextColumns.map((column) => {
      const stored = row[column];
      return stored === null ? null : convertText(database.cipher, stored, requestPlace(column, row.id));
    });
    database.prepare(`UPDATE request_details SET ${assignments} WHERE request_seq = ?`).run(...values, row.seq);
  }
  return rows.at(-1)?.seq ?? null;
}

function convertText(cipher: ValueCipher, stored: string, place: string): string {
  if (isSealedText(stored) === (cipher.writes() === 'sealed')) return stored;
  const text = cipher.readText(stored, place);
  return text === undefined ? stored : cipher.writeText(text, place);
}
