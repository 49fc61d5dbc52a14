import type { Database } from './database.ts';

/**
 * Writing systems without spaces between words: each character is indexed as a word of its own, and a run of them is
 * searched as a phrase, so that any part of a sentence is found.
 */
const unspacedCharacter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}]/gu;

/** Longest text indexed, in UTF-16 units: tokenising more would hold up requests (about 3 ms at this size). */
const maxIndexedLength = 65_536;

/** A text as the full-text index takes it: cut, and with unspaced scripts spaced. */
export function textToIndex(text: string): string {
  return text.slice(0, maxIndexedLength).replaceAll(unspacedCharacter, ' $& ');
}

/**
 * What a person typed, as an FTS5 query in which every word must match and the last may be a beginning; null when it
 * holds no word at all. Each word becomes a quoted string, in which FTS5 has no operators
 * (https://www.sqlite.org/fts5.html#fts5_strings). Signs that are no words (punctuation, emoji) are not indexed and
 * are left out by FTS5 itself.
 */
export function textToQuery(text: string): string | null {
  const words = text.replaceAll('\0', ' ').split(/\s+/u).filter(Boolean);
  if (words.length === 0) return null;
  return `${words.map(quote).join(' ')}*`;
}

function quote(word: string): string {
  return `"${word.replaceAll('"', '""').replaceAll(unspacedCharacter, ' $& ')}"`;
}

/** Puts the words of an entry into the full-text index, in the place of those it had there. */
export function replaceText(database: Database, seq: number, prompt: string, answer: string): void {
  database
    .prepare('INSERT OR REPLACE INTO entry_text (rowid, prompt, answer) VALUES (?, ?, ?)')
    .run(seq, textToIndex(prompt), textToIndex(answer));
}
