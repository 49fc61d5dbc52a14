import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';

/** Where a page ended: the list it belongs to, the sort value of its last row, and the row's number against ties. */
export interface CursorPosition {
  order: string;
  value: number;
  seq: number;
}

const rowPositionSchema = z.object({ position: z.number(), seq: z.int() });

/**
 * The page in rows that were read one beyond its limit, and the cursor behind it. Rows carry the columns `position`
 * (the sort value) and `seq`.
 */
export function cutPage<Row>(rows: Row[], limit: number, order: string): { shown: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  if (rows.length <= limit) return { shown, nextCursor: null };
  const { position, seq } = rowPositionSchema.parse(shown.at(-1));
  return { shown, nextCursor: writeCursor({ order, value: position, seq }) };
}

const positionSchema = z.tuple([z.string(), z.number(), z.int()]);

/** An opaque cursor for a position. */
function writeCursor({ order, value, seq }: CursorPosition): string {
  return Buffer.from(JSON.stringify([order, value, seq])).toString('base64url');
}

/** The position of a cursor that belongs to `order`. Throws SemcacheError('invalid_params') for anything else. */
export function readCursor(cursor: string, order: string): CursorPosition {
  const parsed = positionSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success || parsed.data[0] !== order) {
    throw new SemcacheError('invalid_params', 'The cursor does not belong to this list.');
  }
  return { order, value: parsed.data[1], seq: parsed.data[2] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SemcacheError('invalid_params', 'The cursor cannot be read.', { cause });
  }
}
