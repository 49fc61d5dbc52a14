import { z } from 'zod';
import { outcomeCountSchema, type OutcomeCount } from '../contracts/diagnostics.ts';
import type { Database } from './database.ts';

/** How often each outcome happened since an instant, most frequent first. */
export function countOutcomes(database: Database, since: number): OutcomeCount[] {
  const rows = database
    .prepare(
      `SELECT cache_status AS cacheStatus, reason, recorded, error_code AS errorCode, sum(repeats) AS requests
       FROM requests WHERE at >= ? GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC LIMIT 100`,
    )
    .all(since);
  return z.array(outcomeCountSchema).parse(rows);
}
