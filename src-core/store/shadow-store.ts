import { z } from 'zod';
import { shadowVerdictSchema, type ShadowCheck } from '../contracts/shadow.ts';
import type { ShadowStore } from '../ports/shadow-store.ts';
import { cutPage, readCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { unreadableText, type ValueCipher } from './encryption.ts';

const columns =
  'seq, at, request_id, entry_id, verdict, judged, cosine, detail, stored_text, asked_text, stored_answer, fresh_answer, tokens, dollars';

const rowSchema = z.object({
  seq: z.int(),
  at: z.number(),
  request_id: z.string(),
  entry_id: z.string(),
  verdict: shadowVerdictSchema,
  judged: z.int(),
  cosine: z.number().nullable(),
  detail: z.string(),
  stored_text: z.string(),
  asked_text: z.string(),
  stored_answer: z.string(),
  fresh_answer: z.string(),
  tokens: z.int(),
  dollars: z.number(),
});
const spentSchema = z.object({ requests: z.int(), dollars: z.number() });
const verdictCountSchema = z.object({ verdict: shadowVerdictSchema, count: z.int() });
const countSchema = z.object({ count: z.int() });

/** Answers are kept up to here, in UTF-16 units: a person compares beginnings. */
const maxAnswerLength = 4000;
/** Checks kept; the oldest go first. */
const maxChecks = 2000;
const order = 'shadow';

/** Columns that hold words of requests and answers. */
export const shadowTextColumns = ['detail', 'stored_text', 'asked_text', 'stored_answer', 'fresh_answer'] as const;

/** Where a text of a check lies, for the cipher. */
export const shadowPlace = (column: (typeof shadowTextColumns)[number], requestId: string): string =>
  `check ${column} ${requestId}`;

/** Checks in the database; none are written to one that is open read-only. */
export function createShadowStore(database: Database, readOnly: boolean): ShadowStore {
  const { cipher } = database;
  return {
    add: (check) => {
      if (readOnly || cipher.writes() === 'nothing') return;
      const texts = {
        detail: check.detail,
        stored_text: check.storedText,
        asked_text: check.askedText,
        stored_answer: check.storedAnswer.slice(0, maxAnswerLength),
        fresh_answer: check.freshAnswer.slice(0, maxAnswerLength),
      };
      database
        .prepare(
          `INSERT INTO shadow_checks (at, request_id, entry_id, verdict, cosine, ${shadowTextColumns.join(', ')},
             tokens, dollars) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          check.at,
          check.requestId,
          check.entryId,
          check.verdict,
          check.cosine,
          ...shadowTextColumns.map((column) => cipher.writeText(texts[column], shadowPlace(column, check.requestId))),
          check.tokens,
          check.dollars,
        );
      database
        .prepare('DELETE FROM shadow_checks WHERE seq <= (SELECT max(seq) FROM shadow_checks) - ?')
        .run(maxChecks);
    },
    spent: (since) =>
      spentSchema.parse(
        database
          .prepare(
            'SELECT count(*) AS requests, coalesce(sum(dollars), 0.0) AS dollars FROM shadow_checks WHERE at >= ?',
          )
          .get(since),
      ),
    counts: () => {
      const counts = { same: 0, different: 0, unclear: 0 };
      const rows = database.prepare('SELECT verdict, count(*) AS count FROM shadow_checks GROUP BY verdict').all();
      for (const { verdict, count } of z.array(verdictCountSchema).parse(rows)) counts[verdict] = count;
      return counts;
    },
    list: ({ verdict, cursor, limit }) => {
      const after = cursor === null ? null : readCursor(cursor, order);
      const rows = database
        .prepare(
          `SELECT ${columns}, seq AS position FROM shadow_checks
           WHERE seq < ?1 AND (?2 IS NULL OR verdict = ?2) ORDER BY seq DESC LIMIT ?3`,
        )
        .all(after?.seq ?? Number.MAX_SAFE_INTEGER, verdict, limit + 1);
      const { shown, nextCursor } = cutPage(rows, limit, order);
      const total = database
        .prepare('SELECT count(*) AS count FROM shadow_checks WHERE ?1 IS NULL OR verdict = ?1')
        .get(verdict);
      return { items: shown.map((row) => readCheck(cipher, row)), nextCursor, total: countSchema.parse(total).count };
    },
    judge: (id, verdict) => {
      const row = database
        .prepare(`UPDATE shadow_checks SET verdict = ?, judged = 1 WHERE seq = ? RETURNING ${columns}`)
        .get(verdict, id);
      return row === undefined ? undefined : readCheck(cipher, row);
    },
    clear: () => Number(database.prepare('DELETE FROM shadow_checks').run().changes),
  };
}

function readCheck(cipher: ValueCipher, raw: unknown): ShadowCheck {
  const row = rowSchema.parse(raw);
  const text = (column: (typeof shadowTextColumns)[number]): string =>
    cipher.readText(row[column], shadowPlace(column, row.request_id)) ?? unreadableText;
  return {
    id: row.seq,
    at: row.at,
    requestId: row.request_id,
    entryId: row.entry_id,
    verdict: row.verdict,
    judged: row.judged !== 0,
    cosine: row.cosine,
    detail: text('detail'),
    storedText: text('stored_text'),
    askedText: text('asked_text'),
    storedAnswer: text('stored_answer'),
    freshAnswer: text('fresh_answer'),
    tokens: row.tokens,
    dollars: row.dollars,
  };
}
