import { z } from 'zod';
import type { TrafficDetail } from '../contracts/views.ts';
import type { CountFailure } from '../ports/host.ts';
import type { RequestLog } from '../ports/request-log.ts';
import { countOutcomes } from './count-outcomes.ts';
import type { DamageMarker } from './damage-marker.ts';
import type { Database } from './database.ts';
import { listEntryHits } from './entry-hits.ts';
import { writeHits } from './hits.ts';
import { listRequests } from './list-requests.ts';
import { readOverview } from './overview.ts';
import { readLookups } from './read-lookups.ts';
import { readSaved } from './read-saved.ts';
import { getRequest, insertRequest } from './request-rows.ts';
import { isRefusedValue } from './sqlite-error.ts';

export interface RequestLogOptions {
  database: Database;
  readOnly: boolean;
  damage: DamageMarker;
  countFailure: CountFailure;
}

/** Most rows deleted in one call of `prune`; requests wait meanwhile. */
const pruneBatchSize = 2000;

const countSchema = z.object({ count: z.int() });

/**
 * The request log on an open database. `append` throws SQLite's error when the batch could not be written; nothing of it
 * is then, and the caller may try the same batch again.
 */
export function createRequestLog({ database, readOnly, damage, countFailure }: RequestLogOptions): RequestLog {
  // A row that can never be written must not keep the caller trying its whole batch for ever.
  const insertOrDrop = (detail: TrafficDetail): void => {
    try {
      insertRequest(database, detail);
    } catch (cause) {
      if (!isRefusedValue(cause)) throw cause;
      countFailure('log_row_refused', cause);
    }
  };
  const onUnreadable = (cause: unknown) => countFailure('log_row_unreadable', cause);
  return {
    append: (records) => {
      if (readOnly || records.length === 0) return;
      try {
        database.transaction(() => {
          for (const { detail } of records) insertOrDrop(detail);
          writeHits(
            database,
            records.flatMap(({ hit }) => hit ?? []),
          );
        });
      } catch (cause) {
        damage.note(cause);
        throw cause;
      }
    },
    list: (query) => listRequests(database, query, onUnreadable),
    get: (id) => getRequest(database, id),
    hitsOf: (query) => listEntryHits(database, query, onUnreadable),
    lookups: (query) => readLookups(database, query, onUnreadable),
    outcomes: (since) => countOutcomes(database, since),
    saved: (from, to) => readSaved(database, from, to),
    overview: (range, now) => readOverview(database, range, now, onUnreadable),
    prune: (limits) => (readOnly ? 0 : database.transaction(() => pruneRequests(database, limits))),
  };
}

function pruneRequests(database: Database, limits: { before: number; maxRows: number }): number {
  const old = database
    .prepare(
      `DELETE FROM requests WHERE seq IN (SELECT seq FROM requests WHERE at < ? ORDER BY at LIMIT ${pruneBatchSize})`,
    )
    .run(limits.before).changes;
  const { count } = countSchema.parse(database.prepare('SELECT count(*) AS count FROM requests').get());
  const beyond = Math.min(Math.max(0, count - limits.maxRows), pruneBatchSize);
  if (beyond === 0) return Number(old);
  const surplus = database
    .prepare('DELETE FROM requests WHERE seq IN (SELECT seq FROM requests ORDER BY at, seq LIMIT ?)')
    .run(beyond).changes;
  return Number(old) + Number(surplus);
}
