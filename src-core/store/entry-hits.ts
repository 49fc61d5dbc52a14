import { z } from 'zod';
import { cacheMatchSchema, type CacheMatch } from '../contracts/outcome.ts';
import { markVerdictSchema, type EntryHit } from '../contracts/views.ts';
import type { Page } from '../ports/answer-store.ts';
import { cutPage, readCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { unreadableText } from './encryption.ts';
import { parseRows } from './parse-rows.ts';

const hitRowSchema = z
  .object({
    request_id: z.string(),
    position: z.number(),
    match: cacheMatchSchema,
    count: z.int().positive(),
    asked: z.string().nullable(),
    confidence: z.number().nullable(),
    verdict: markVerdictSchema.nullable(),
  })
  .transform(({ request_id: requestId, position: at, ...hit }): EntryHit => ({ requestId, at, ...hit }));
const countSchema = z.object({ count: z.int() });

const order = 'entry hits';

/** The answers that an entry gave, newest first. The table has no row numbers, so ties are numbered by request id. */
export function listEntryHits(
  database: Database,
  query: { entryId: string; match: CacheMatch | null; cursor: string | null; limit: number },
  onUnreadable: (cause: unknown) => void,
): Page<EntryHit> {
  const { entryId, match, cursor, limit } = query;
  const after = cursor === null ? null : readCursor(cursor, order);
  const rows = database
    .prepare(
      `WITH given AS (
         SELECT request_id, at AS position, match, count, asked,
           row_number() OVER (PARTITION BY at ORDER BY request_id) AS seq
         FROM hits WHERE entry_id = ?1 AND (?2 IS NULL OR match = ?2))
       SELECT request_id, position, given.seq AS seq, given.match AS match, count, asked, confidence,
         (SELECT verdict FROM vectors JOIN marks ON marks.partition = vectors.partition AND marks.stored = vectors.text
          WHERE vectors.id = ?1 AND marks.asked = given.asked) AS verdict
       FROM given LEFT JOIN requests ON requests.id = request_id
       WHERE ?3 IS NULL OR (position, given.seq) < (?3, ?4) ORDER BY position DESC, given.seq DESC LIMIT ?5`,
    )
    .all(entryId, match, after?.value ?? null, after?.seq ?? null, limit + 1);
  const { shown, nextCursor } = cutPage(rows, limit, order);
  const total = database
    .prepare('SELECT count(*) AS count FROM hits WHERE entry_id = ?1 AND (?2 IS NULL OR match = ?2)')
    .get(entryId, match);
  const items = parseRows(hitRowSchema, shown, onUnreadable).map((hit) => ({
    ...hit,
    asked: hit.asked === null ? null : (database.cipher.readComparable(hit.asked) ?? unreadableText),
  }));
  return { items, nextCursor, total: countSchema.parse(total).count };
}
