import type { z } from 'zod';

/**
 * Rows that fit their schema. A file of a newer version may hold codes this one does not know: such a row is left out
 * and reported, rather than making the whole list unreadable.
 */
export function parseRows<Row>(
  schema: z.ZodType<Row>,
  rows: readonly unknown[],
  onUnreadable: (cause: unknown) => void,
): Row[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return [parsed.data];
    onUnreadable(parsed.error);
    return [];
  });
}
