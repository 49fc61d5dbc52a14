import { z } from 'zod';
import type { Database } from './database.ts';
import { getEntry } from './get-entry.ts';

const idSchema = z.object({ id: z.string() });

/** Served entries whose tokens nobody has counted, as texts. Embeddings and the like have no answer text and count as none. */
export function readWithoutUsage(database: Database, limit: number): { id: string; asked: string; answered: string }[] {
  const rows = database
    .prepare(
      `SELECT id FROM entries WHERE total_tokens IS NULL AND estimated_input_tokens IS NULL AND hits > 0 LIMIT ?`,
    )
    .all(limit);
  return rows.map((row) => {
    const { id } = idSchema.parse(row);
    const entry = getEntry(database, id);
    return {
      id,
      asked: entry?.conversation.map(({ text }) => text).join('\n') ?? '',
      answered: entry?.answerText ?? '',
    };
  });
}

export function writeEstimate(database: Database, id: string, tokens: { input: number; output: number }): void {
  database
    .prepare('UPDATE entries SET estimated_input_tokens = ?, estimated_output_tokens = ? WHERE id = ?')
    .run(tokens.input, tokens.output, id);
}
