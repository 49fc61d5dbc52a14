import { z } from 'zod';

/** A schema whose values are the keys of a table, so that the table stays the one place that lists them. */
export function keySchema<Table extends object>(table: Table) {
  return z.custom<keyof Table & string>((value) => typeof value === 'string' && Object.hasOwn(table, value), {
    error: () => `expected one of: ${Object.keys(table).join(', ')}`,
  });
}
