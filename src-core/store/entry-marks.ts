import { z } from 'zod';
import type { MarkCount } from '../contracts/views.ts';
import type { Database } from './database.ts';

const rowsSchema = z.array(z.object({ id: z.string(), wrong: z.int(), right: z.int() }));

/** Marks on what entries gave by meaning, by entry; the index of `marks` begins with what is joined. */
export function countEntryMarks(database: Database, entryIds: readonly string[]): ReadonlyMap<string, MarkCount> {
  const rows = database
    .prepare(
      `SELECT vectors.id AS id, sum(verdict = 'wrong') AS wrong, sum(verdict = 'right') AS right
       FROM vectors JOIN marks ON marks.partition = vectors.partition AND marks.stored = vectors.text
       WHERE vectors.id IN (SELECT value FROM json_each(?)) GROUP BY vectors.id`,
    )
    .all(JSON.stringify(entryIds));
  return new Map(rowsSchema.parse(rows).map(({ id, wrong, right }) => [id, { wrong, right }]));
}
