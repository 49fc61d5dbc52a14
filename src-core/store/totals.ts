import { z } from 'zod';
import type { Database } from './database.ts';

/** Live entries and their bytes on disk, kept in memory so that no request pays for a sum. */
export interface Totals {
  read: () => Amount;
  /** Call once the change is committed, never before: a rolled-back change must leave no trace here. */
  set: (held: Amount) => void;
}

export interface Amount {
  entries: number;
  bytes: number;
}

export const nothing: Amount = { entries: 0, bytes: 0 };

const sumRowSchema = z.object({ entries: z.int(), bytes: z.int() });

/** Starts from what the database holds. */
export function createTotals(database: Database): Totals {
  let current: Amount = sumRowSchema.parse(
    database
      .prepare(
        'SELECT count(*) AS entries, coalesce(sum(size_bytes), 0) AS bytes FROM entries WHERE removed_at IS NULL',
      )
      .get(),
  );
  return {
    read: () => current,
    set: (held) => {
      current = held;
    },
  };
}

export function plus(left: Amount, right: Amount): Amount {
  return { entries: left.entries + right.entries, bytes: left.bytes + right.bytes };
}

export function minus(left: Amount, right: Amount): Amount {
  return { entries: left.entries - right.entries, bytes: left.bytes - right.bytes };
}
