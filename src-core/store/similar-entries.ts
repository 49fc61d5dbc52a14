import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EntryDetail, Turn } from '../contracts/views.ts';
import type { LikeRequest } from '../ports/answer-store.ts';
import type { Database } from './database.ts';
import { getReadableEntry } from './get-entry.ts';
import { textToQuery } from './text-search.ts';

/** Entries taken from each way of being alike, newest first. */
const perWay = 4;
/** Words that the full-text search asks for: rare ones are long more often than not. */
const wordCounts = [6, 3] as const;

/**
 * Bytes, as they lie on disk, that are unpacked to explain one miss: that takes about ten milliseconds a megabyte, in
 * which no request is answered. The first entry may be larger: it is the likeliest.
 */
const maxReadBytes = 256 * 1024;
const maxFirstBytes = 384 * 1024;

const idSchema = z.object({ id: z.string() });
const sizeSchema = z.object({ bytes: z.number() });

/** 64 bits of SHA-256: enough to find a text by, and a clash only costs a look at one entry more. */
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

export function promptDigest(promptText: string): string | null {
  return promptText === '' ? null : digest(promptText);
}

/** Of the turns before the last; null for a lone question, which has that in common with all others. */
export function leadDigest(conversation: readonly Turn[]): string | null {
  return conversation.length < 2 ? null : digest(JSON.stringify(conversation.slice(0, -1)));
}

/** Live entries with the request's last text, its conversation before that, or most of its words. */
export function findSimilar(database: Database, request: LikeRequest): EntryDetail[] {
  const ids = new Set<string>();
  const take = (sql: string, value: string | null): void => {
    if (value === null) return;
    for (const row of database.prepare(sql).all(value)) ids.add(idSchema.parse(row).id);
  };
  const formsOf = (digest: string | null): string | null =>
    digest === null ? null : JSON.stringify(database.cipher.digestForms(digest));
  take(byDigest('prompt_digest'), formsOf(promptDigest(request.promptText)));
  if (ids.size === 0) {
    take(byDigest('lead_digest'), formsOf(leadDigest(request.conversation)));
    const queries = wordCounts.map((count) => wordsQuery(request.promptText, count));
    for (const query of queries) if (ids.size <= perWay) take(byWords, query);
  }
  return withinBudget(database, [...ids]).flatMap((id) => getReadableEntry(database, id) ?? []);
}

function withinBudget(database: Database, ids: readonly string[]): string[] {
  let spent = 0;
  return ids.filter((id) => {
    const { bytes } = sizeSchema.parse(database.prepare(packedSize).get(id));
    if (spent + bytes > (spent === 0 ? maxFirstBytes : maxReadBytes)) return false;
    spent += bytes;
    return true;
  });
}

const packedSize = `SELECT length(recording) + length(details) AS bytes
  FROM entries JOIN bodies ON entry_seq = seq WHERE entries.id = ?`;

const byDigest = (column: string): string =>
  `SELECT id FROM entries WHERE ${column} IN (SELECT value FROM json_each(?)) AND removed_at IS NULL ORDER BY seq DESC LIMIT ${String(perWay)}`;

const byWords = `SELECT id FROM entries WHERE removed_at IS NULL AND seq IN (
  SELECT rowid FROM entry_text WHERE entry_text MATCH ? LIMIT ${String(perWay)})`;

/** The longest words of a text, all of which must occur; null when it has too few to tell anything. */
function wordsQuery(text: string, count: number): string | null {
  const words = [...new Set(text.slice(0, 2000).match(/[\p{L}\p{N}]{3,}/gu) ?? [])];
  if (words.length < count) return null;
  const longest = words.toSorted((one, other) => other.length - one.length).slice(0, count);
  const query = textToQuery(longest.join(' '));
  return query === null ? null : `prompt : (${query})`;
}
