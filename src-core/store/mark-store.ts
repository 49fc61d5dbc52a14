import { z } from 'zod';
import { markVerdictSchema, type Mark } from '../contracts/views.ts';
import type { Page } from '../ports/answer-store.ts';
import type { MarkStore } from '../ports/mark-store.ts';
import { cutPage, readCursor } from './cursor.ts';
import type { Database } from './database.ts';
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

/** Marks in the database, by pair of texts. */
export function createMarkStore(database: Database): MarkStore {
  return {
    served: (requestId) => {
      const row = database
        .prepare(
          `SELECT hits.entry_id, vectors.partition, vectors.text, hits.asked
           FROM hits JOIN vectors ON vectors.id = hits.entry_id WHERE request_id = ? AND asked IS NOT NULL`,
        )
        .get(requestId);
      return row === undefined ? undefined : { ...servedSchema.parse(row), requestId };
    },
    set: ({ partition, stored, asked, requestId }, verdict, at) => {
      if (verdict === null) {
        database
          .prepare('DELETE FROM marks WHERE partition = ? AND stored = ? AND asked = ?')
          .run(partition, stored, asked);
        return;
      }
      database
        .prepare(
          `INSERT INTO marks (at, verdict, partition, stored, asked, request_id) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (partition, stored, asked) DO UPDATE SET at = excluded.at, verdict = excluded.verdict,
             request_id = excluded.request_id`,
        )
        .run(at, verdict, partition, stored, asked, requestId);
    },
    find: ({ partition, stored, asked }) => {
      const row = database
        .prepare('SELECT verdict FROM marks WHERE partition = ? AND stored = ? AND asked = ?')
        .get(partition, stored, asked);
      return row === undefined ? null : verdictRowSchema.parse(row).verdict;
    },
    confirmed: ({ partition, asked }) =>
      database
        .prepare(`SELECT stored FROM marks WHERE partition = ? AND asked = ? AND verdict = 'right'`)
        .all(partition, asked)
        .map((row) => storedRowSchema.parse(row).stored),
    markedBy: (requestId) => {
      const row = database
        .prepare('SELECT partition, stored, asked, verdict FROM marks WHERE request_id = ?')
        .get(requestId);
      if (row === undefined) return undefined;
      const { verdict, ...pair } = markedRowSchema.parse(row);
      return { pair: { ...pair, requestId }, verdict };
    },
    countOf: ({ partition, stored }) => {
      const row = database
        .prepare(
          `SELECT sum(verdict = 'wrong') AS wrong, sum(verdict = 'right') AS right
           FROM marks WHERE partition = ? AND stored = ?`,
        )
        .get(partition, stored);
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
  return { items: shown.map((row) => markRowSchema.parse(row)), nextCursor, total: count };
}
