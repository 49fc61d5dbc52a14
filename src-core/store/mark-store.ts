import { z } from 'zod';
import { markVerdictSchema, type Mark } from '../contracts/views.ts';
import type { Page } from '../ports/answer-store.ts';
import type { MarkStore } from '../ports/mark-store.ts';
import { cutPage, readCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { unreadableText, type ValueCipher } from './encryption.ts';
import { countEntryMarks } from './entry-marks.ts';

const servedSchema = z
  .object({ entry_id: z.string(), partition: z.string(), text: z.string(), asked: z.string() })
  .transform((row) => ({ entryId: row.entry_id, partition: row.partition, stored: row.text, asked: row.asked }));
const storedRowSchema = z.object({ stored: z.string() });
const markedRowSchema = z.object({
  partition: z.string(),
  stored: z.string(),
  asked: z.string(),
  verdict: markVerdictSchema,
});
const verdictRowSchema = z.object({ verdict: markVerdictSchema });
const countRowSchema = z.object({ wrong: z.int().nullable(), right: z.int().nullable() });
const totalSchema = z.object({ count: z.int() });
const markRowSchema = z
  .object({
    at: z.number(),
    verdict: markVerdictSchema,
    stored: z.string(),
    asked: z.string(),
    request_id: z.string(),
  })
  .transform(({ request_id: requestId, ...mark }): Mark => ({ ...mark, requestId }));

const order = 'marks';

/** A text that lies under one of several values: see ValueCipher. */
const isOneOf = 'IN (SELECT value FROM json_each(?))';

/** Marks in the database, by pair of texts. */
export function createMarkStore(database: Database): MarkStore {
  const { cipher } = database;
  const forms = (text: string): string => JSON.stringify(cipher.comparableForms(text));
  return {
    served: (requestId) => {
      const row = database
        .prepare(
          `SELECT hits.entry_id, vectors.partition, vectors.text, hits.asked
           FROM hits JOIN vectors ON vectors.id = hits.entry_id WHERE request_id = ? AND asked IS NOT NULL`,
        )
        .get(requestId);
      const pair = row === undefined ? undefined : readPair(cipher, servedSchema.parse(row));
      return pair === undefined ? undefined : { ...pair, requestId };
    },
    set: ({ partition, stored, asked, requestId }, verdict, at) => {
      if (verdict === null) {
        database
          .prepare(`DELETE FROM marks WHERE partition = ? AND stored ${isOneOf} AND asked ${isOneOf}`)
          .run(partition, forms(stored), forms(asked));
        return;
      }
      const { changes } = database
        .prepare(
          `UPDATE marks SET at = ?, verdict = ?, request_id = ?
           WHERE partition = ? AND stored ${isOneOf} AND asked ${isOneOf}`,
        )
        .run(at, verdict, requestId, partition, forms(stored), forms(asked));
      if (changes > 0) return;
      database
        .prepare('INSERT INTO marks (at, verdict, partition, stored, asked, request_id) VALUES (?, ?, ?, ?, ?, ?)')
        .run(at, verdict, partition, cipher.writeComparable(stored), cipher.writeComparable(asked), requestId);
    },
    find: ({ partition, stored, asked }) => {
      const row = database
        .prepare(`SELECT verdict FROM marks WHERE partition = ? AND stored ${isOneOf} AND asked ${isOneOf}`)
        .get(partition, forms(stored), forms(asked));
      return row === undefined ? null : verdictRowSchema.parse(row).verdict;
    },
    confirmed: ({ partition, asked }) =>
      database
        .prepare(`SELECT stored FROM marks WHERE partition = ? AND asked ${isOneOf} AND verdict = 'right'`)
        .all(partition, forms(asked))
        .flatMap((row) => cipher.readComparable(storedRowSchema.parse(row).stored) ?? []),
    markedBy: (requestId) => {
      const row = database
        .prepare('SELECT partition, stored, asked, verdict FROM marks WHERE request_id = ?')
        .get(requestId);
      if (row === undefined) return undefined;
      const { verdict, ...stored } = markedRowSchema.parse(row);
      const pair = readPair(cipher, stored);
      return pair === undefined ? undefined : { pair: { ...pair, requestId }, verdict };
    },
    countOf: ({ partition, stored }) => {
      const row = database
        .prepare(
          `SELECT sum(verdict = 'wrong') AS wrong, sum(verdict = 'right') AS right
           FROM marks WHERE partition = ? AND stored ${isOneOf}`,
        )
        .get(partition, forms(stored));
      const { wrong, right } = countRowSchema.parse(row);
      return { wrong: wrong ?? 0, right: right ?? 0 };
    },
    ofEntries: (entryIds) => countEntryMarks(database, entryIds),
    list: (query) => listMarks(database, query),
    clear: () => Number(database.prepare('DELETE FROM marks').run().changes),
  };
}

function listMarks(database: Database, { cursor, limit }: { cursor: string | null; limit: number }): Page<Mark> {
  const after = cursor === null ? null : readCursor(cursor, order);
  const rows = database
    .prepare(
      `SELECT seq, seq AS position, at, verdict, stored, asked, request_id FROM marks
       WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
    )
    .all(after?.seq ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const { shown, nextCursor } = cutPage(rows, limit, order);
  const { count } = totalSchema.parse(database.prepare('SELECT count(*) AS count FROM marks').get());
  const items = shown.map((row) => {
    const mark = markRowSchema.parse(row);
    const unreadable = { stored: unreadableText, asked: unreadableText };
    return { ...mark, ...(readPair(database.cipher, mark) ?? unreadable) };
  });
  return { items, nextCursor, total: count };
}

/** The texts of a pair; undefined when one of them cannot be opened. */
function readPair<Pair extends { stored: string; asked: string }>(cipher: ValueCipher, pair: Pair): Pair | undefined {
  const stored = cipher.readComparable(pair.stored);
  const asked = cipher.readComparable(pair.asked);
  return stored === undefined || asked === undefined ? undefined : { ...pair, stored, asked };
}
