import { z } from 'zod';
import type { Database } from './database.ts';
import { entryDetailRowSchema, readEntryDetails } from './get-entry.ts';
import { replaceText } from './text-search.ts';

/**
 * While texts are sealed, the full-text index lives in memory: a temporary table of the same name, which SQLite finds before
 * the one in the file (https://www.sqlite.org/lang_naming.html), so that searching and storing know nothing of it.
 */
const create = `
  CREATE VIRTUAL TABLE IF NOT EXISTS temp.entry_text USING fts5(
    prompt, answer,
    content = '', contentless_delete = 1, prefix = '1 2', tokenize = 'unicode61 remove_diacritics 2'
  );
  CREATE TEMP TRIGGER IF NOT EXISTS entries_memory_text_delete AFTER DELETE ON main.entries BEGIN
    DELETE FROM entry_text WHERE rowid = old.seq;
  END`;
const drop = `
  DROP TRIGGER IF EXISTS temp.entries_memory_text_delete;
  DROP TABLE IF EXISTS temp.entry_text`;
/** Empties the index in the file (https://www.sqlite.org/fts5.html#the_delete_all_command). */
const clearFile = `INSERT INTO main.entry_text (entry_text) VALUES ('delete-all')`;

/** Entries of earlier runs that the index in memory takes in, newest first: a bound for memory and for the time after a start. */
const maxEntries = 20_000;
const entriesAtOnce = 20;

const rowSchema = entryDetailRowSchema.pick({ key: true, details_codec: true, details: true }).extend({ seq: z.int() });
const lastSchema = z.object({ seq: z.int().nullable() });

/** The full-text index in memory. */
export interface MemorySearch {
  /** Begins an empty one; `step` then fills it. */
  open: () => void;
  close: () => void;
  /** Takes in a few more entries; says whether there are others left. */
  step: () => boolean;
  clearFile: () => void;
}

export function createMemorySearch(database: Database): MemorySearch {
  let next: { before: number; left: number } | null = null;
  return {
    clearFile: () => database.exec(clearFile),
    open: () => {
      database.exec(create);
      // What is stored from now on is written to the index with its entry, and is newer than all of these.
      const { seq } = lastSchema.parse(database.prepare('SELECT max(seq) AS seq FROM entries').get());
      next = seq === null ? null : { before: seq + 1, left: maxEntries };
    },
    close: () => {
      next = null;
      database.exec(drop);
    },
    step: () => {
      if (next === null) return false;
      const rows = database
        .prepare(
          `SELECT seq, key, details_codec, details FROM entries JOIN bodies ON entry_seq = seq
           WHERE seq < ? ORDER BY seq DESC LIMIT ${entriesAtOnce}`,
        )
        .all(next.before)
        .map((row) => rowSchema.parse(row));
      for (const row of rows) {
        const details = readEntryDetails(database.cipher, row);
        if (details !== undefined) replaceText(database, row.seq, details.promptText, details.answerText);
      }
      const last = rows.at(-1);
      const left = next.left - rows.length;
      next = last === undefined || left <= 0 ? null : { before: last.seq, left };
      return next !== null;
    },
  };
}
