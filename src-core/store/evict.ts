import { z } from 'zod';
import type { StoreLimits } from '../ports/answer-store.ts';
import type { Database } from './database.ts';
import { minus, nothing, plus, type Amount } from './totals.ts';

/** `complete` is false when the batch ended before the limits were met. */
export interface Eviction {
  evicted: Amount;
  complete: boolean;
}

export interface EvictionContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** An entry that stays whatever the limits. */
  keepSeq?: number;
}

const candidateSchema = z.object({ seq: z.int(), size_bytes: z.int() });
const bytesSchema = z.object({ bytes: z.int() });

/** Most entries deleted in one call (about 0.06 ms each): limits that were lowered a lot are reached over several. */
const evictionBatchSize = 500;

const evictable = 'removed_at IS NULL AND pinned = 0 AND seq <> ?';

/** Expired entries go first, then the least recently used (last hit, else creation). Each takes `seq` and `now`. */
const orders = [
  `${evictable} AND expires_at <= ? ORDER BY expires_at, seq`,
  `${evictable} AND expires_at > ? ORDER BY coalesce(last_hit_at, created_at), seq`,
];
const ordersOfProject = [
  `${evictable} AND expires_at <= ? AND project = ? ORDER BY +expires_at, seq`,
  `${evictable} AND expires_at > ? AND project = ? ORDER BY +coalesce(last_hit_at, created_at), seq`,
];

/**
 * Deletes expired entries, then the least recently used, until what is left of `held` is within the limits or the batch
 * is full. Pinned entries and `keepSeq` stay, even if the limits are then still exceeded. Runs inside the caller's
 * transaction.
 */
export function evictLeastUsed(
  database: Database,
  held: Amount,
  limits: Pick<StoreLimits, 'maxBytes' | 'maxEntries'>,
  { now, keepSeq = -1 }: EvictionContext,
): Eviction {
  return evictInOrder(database, held, limits, orders, [keepSeq, now]);
}

/** The same within one project that has a limit of its own; returns what went. */
export function evictFromProject(
  database: Database,
  project: string,
  limits: StoreLimits,
  { now, keepSeq = -1 }: EvictionContext,
): Amount {
  const maxBytes = limits.projectBytes.get(project);
  if (maxBytes === undefined) return nothing;
  const row = database
    .prepare('SELECT coalesce(sum(size_bytes), 0) AS bytes FROM entries WHERE project = ? AND removed_at IS NULL')
    .get(project);
  const held = { entries: 0, bytes: bytesSchema.parse(row).bytes };
  const own = { maxBytes, maxEntries: Infinity };
  return evictInOrder(database, held, own, ordersOfProject, [keepSeq, now, project]).evicted;
}

/** The same in every project that has a limit of its own. */
export function evictFromProjects(database: Database, limits: StoreLimits, context: EvictionContext): Amount {
  return [...limits.projectBytes.keys()].reduce(
    (sum, project) => plus(sum, evictFromProject(database, project, limits, context)),
    nothing,
  );
}

function evictInOrder(
  database: Database,
  held: Amount,
  limits: Pick<StoreLimits, 'maxBytes' | 'maxEntries'>,
  selections: readonly string[],
  params: readonly (number | string)[],
): Eviction {
  let evicted = nothing;
  let left = evictionBatchSize;
  for (const selection of selections) {
    if (left === 0 || !isOver(minus(held, evicted), limits)) break;
    const chosen: number[] = [];
    const candidates = database
      .prepare(`SELECT seq, size_bytes FROM entries WHERE ${selection} LIMIT ?`)
      .iterate(...params, left);
    for (const row of candidates) {
      if (!isOver(minus(held, evicted), limits)) break;
      const { seq, size_bytes: bytes } = candidateSchema.parse(row);
      chosen.push(seq);
      evicted = plus(evicted, { entries: 1, bytes });
    }
    // After reading: deleting from a table while a statement walks it is undefined.
    for (const seq of chosen) database.prepare('DELETE FROM entries WHERE seq = ?').run(seq);
    left -= chosen.length;
  }
  return { evicted, complete: left > 0 };
}

export function isOver(held: Amount, limits: Pick<StoreLimits, 'maxBytes' | 'maxEntries'>): boolean {
  return held.entries > limits.maxEntries || held.bytes > limits.maxBytes;
}
