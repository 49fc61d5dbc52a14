import { z } from 'zod';
import { sortableId } from '../support/ids.ts';
import type { AnswerDraft, StoreLimits } from '../ports/answer-store.ts';
import { pack, type Packed } from './compression.ts';
import type { Database } from './database.ts';
import { sealBody } from './encryption-bodies.ts';
import { previewPlace, writeEntryDetails } from './entry-rows.ts';
import { evictFromProject, evictLeastUsed, isOver } from './evict.ts';
import { leadDigest, promptDigest } from './similar-entries.ts';
import { textToIndex } from './text-search.ts';
import { minus, nothing, plus, type Amount } from './totals.ts';

/** A draft ready for the database. */
export interface PackedEntry {
  draft: AnswerDraft;
  recording: Packed;
  details: Packed;
  sizeBytes: number;
}

/** Thrown when pinned entries leave no room. */
export class StoreFullError extends Error {
  override readonly name = 'StoreFullError';
}

const replacedSchema = z.object({ size_bytes: z.int(), pinned: z.int() });
const seqSchema = z.object({ seq: z.int() });

/** Longest prompt text that lists show, in UTF-16 units. */
const maxPreviewLength = 300;

/** Compresses a draft's recording and details. */
export async function packEntry(draft: AnswerDraft): Promise<PackedEntry> {
  const recording = await pack(draft.recording.body);
  const details = await pack(Buffer.from(writeEntryDetails(draft)));
  return { draft, recording, details, sizeBytes: recording.bytes.byteLength + details.bytes.byteLength };
}

/**
 * Writes an entry with its body and its search text, replaces the live entry of the same key (a pin stays on the
 * question), and evicts down to the limits. Runs inside the caller's transaction; returns the new id and how the totals
 * changed. Throws SQLite's error or StoreFullError, on which the caller rolls back.
 */
export function putEntry(
  database: Database,
  entry: PackedEntry,
  context: { held: Amount; limits: StoreLimits; randomBytes: (count: number) => Uint8Array },
): { id: string; change: Amount } {
  const { draft } = entry;
  const id = sortableId('e', draft.createdAt, context.randomBytes);
  const replaced = deleteLive(database, draft.key);
  const seq = insertEntry(database, id, entry, replaced.pinned);
  insertBody(database, seq, id, entry);
  insertText(database, seq, draft);
  const added = minus({ entries: 1, bytes: entry.sizeBytes }, replaced.amount);
  const held = plus(context.held, added);
  const inProject = evictFromProject(database, draft.project, context.limits, { now: draft.createdAt, keepSeq: seq });
  const left = minus(held, inProject);
  const { evicted, complete } = evictLeastUsed(database, left, context.limits, { now: draft.createdAt, keepSeq: seq });
  if (complete && isOver(minus(left, evicted), context.limits)) {
    throw new StoreFullError('Pinned entries fill the store.');
  }
  return { id, change: minus(minus(added, inProject), evicted) };
}

function deleteLive(database: Database, key: string): { amount: Amount; pinned: number } {
  const row = database
    .prepare('DELETE FROM entries WHERE key = ? AND removed_at IS NULL RETURNING size_bytes, pinned')
    .get(key);
  if (row === undefined) return { amount: nothing, pinned: 0 };
  const { size_bytes: bytes, pinned } = replacedSchema.parse(row);
  return { amount: { entries: 1, bytes }, pinned };
}

function insertEntry(database: Database, id: string, { draft, sizeBytes }: PackedEntry, pinned: number): number {
  const row = database
    .prepare(
      `INSERT INTO entries (id, key, created_at, expires_at, mode, input_tokens, output_tokens, total_tokens,
         upstream, dialect, path, model, project, prompt_preview, size_bytes, pinned,
         portable_key, prompt_digest, lead_digest)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`,
    )
    .get(
      id,
      draft.key,
      draft.createdAt,
      draft.expiresAt,
      draft.recording.mode,
      ...usageValues(draft),
      draft.upstream,
      draft.dialect,
      draft.path,
      draft.model,
      draft.project,
      database.cipher.writeText(draft.promptText.slice(0, maxPreviewLength), previewPlace(draft.key)),
      sizeBytes,
      pinned,
      draft.portableKey,
      database.cipher.writeDigest(promptDigest(draft.promptText)),
      database.cipher.writeDigest(leadDigest(draft.conversation)),
    );
  return seqSchema.parse(row).seq;
}

function insertBody(database: Database, seq: number, id: string, { draft, ...packed }: PackedEntry): void {
  // Here and not where it is packed: by now encryption may have been switched on.
  const recording = sealBody(database.cipher, packed.recording, 'recording', draft.key);
  const details = sealBody(database.cipher, packed.details, 'details', draft.key);
  database
    .prepare(
      `INSERT INTO bodies (entry_seq, id, created_at, expires_at, duration_ms, mode, content_type,
         input_tokens, output_tokens, total_tokens, recording_codec, details_codec, recording, details)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      seq,
      id,
      draft.createdAt,
      draft.expiresAt,
      draft.durationMs,
      draft.recording.mode,
      draft.recording.contentType,
      ...usageValues(draft),
      recording.codec,
      details.codec,
      recording.bytes,
      details.bytes,
    );
}

function usageValues({ usage }: AnswerDraft): [number | null, number | null, number | null] {
  return [usage?.inputTokens ?? null, usage?.outputTokens ?? null, usage?.totalTokens ?? null];
}

function insertText(database: Database, seq: number, draft: AnswerDraft): void {
  if (!database.cipher.indexes()) return;
  database
    .prepare('INSERT INTO entry_text (rowid, prompt, answer) VALUES (?, ?, ?)')
    .run(seq, textToIndex(draft.promptText), textToIndex(draft.answerText));
}
