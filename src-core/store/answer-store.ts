import { SemcacheError } from '../contracts/errors.ts';
import type { AnswerDraft, AnswerStore, PutResult, StoredAnswer, StoreLimits } from '../ports/answer-store.ts';
import type { CountFailure } from '../ports/host.ts';
import type { DamageMarker } from './damage-marker.ts';
import type { Database } from './database.ts';
import { readWithoutUsage, writeEstimate } from './estimates.ts';
import { evictFromProjects, evictLeastUsed } from './evict.ts';
import { exportEntries } from './export-entries.ts';
import { createFind } from './find-answer.ts';
import { getEntry } from './get-entry.ts';
import { writeHits } from './hits.ts';
import { countEntries, listEntries } from './list-entries.ts';
import { packEntry, StoreFullError } from './put-answer.ts';
import { importedKey } from '../support/imported-key.ts';
import { createPutQueue } from './put-queue.ts';
import { purgeEntries, releaseFreePages } from './purge-entries.ts';
import { hideEntries, showEntries } from './remove-entries.ts';
import { findSimilar } from './similar-entries.ts';
import { setExpiry } from './set-expiry.ts';
import { oneOf } from './sql-filter.ts';
import { createTotals, minus, nothing, plus } from './totals.ts';

export interface AnswerStoreOptions {
  database: Database;
  readOnly: boolean;
  damage: DamageMarker;
  limits: StoreLimits;
  now: () => number;
  randomBytes: (count: number) => Uint8Array;
  countFailure: CountFailure;
}

/** The answer store on an open database. Reading throws when the database cannot be read; `put` never throws. */
export function createAnswerStore(options: AnswerStoreOptions): AnswerStore {
  const { database, readOnly, damage, now, randomBytes, countFailure } = options;
  const totals = createTotals(database);
  let { limits } = options;
  const write = createPutQueue({ database, totals, limits: () => limits, randomBytes });

  function assertWritable(): void {
    if (readOnly) throw new SemcacheError('read_only', 'The store is open read-only.');
  }

  async function put(draft: AnswerDraft): Promise<PutResult> {
    if (readOnly) return { stored: false, reason: 'store_read_only' };
    if (database.cipher.writes() === 'nothing') return { stored: false, reason: 'store_locked' };
    if (draft.recording.body.byteLength > limits.maxEntryBytes) return { stored: false, reason: 'answer_too_large' };
    try {
      const entry = await packEntry(draft);
      const projectBytes = limits.projectBytes.get(draft.project) ?? limits.maxBytes;
      if (entry.sizeBytes > Math.min(limits.maxEntryBytes, limits.maxBytes, projectBytes)) {
        return { stored: false, reason: 'answer_too_large' };
      }
      return { stored: true, id: await write(entry) };
    } catch (cause) {
      damage.note(cause);
      countFailure(cause instanceof StoreFullError ? 'store_full_of_pinned' : 'store_put', cause);
      return { stored: false, reason: 'store_failed' };
    }
  }

  const noting =
    (find: (value: string) => StoredAnswer | undefined) =>
    (value: string): StoredAnswer | undefined => {
      try {
        return find(value);
      } catch (cause) {
        damage.note(cause);
        throw cause;
      }
    };

  const onUnreadable = () => countFailure('store_entry_sealed', new Error('its key is not at hand, or it was changed'));
  const find = noting(createFind(database, 'key', onUnreadable));
  return {
    find,
    findImported: (portableKey, project) => find(importedKey(portableKey, project)),
    findById: noting(createFind(database, 'id', onUnreadable)),
    put,
    countHits: (hits) => {
      if (readOnly || hits.length === 0) return;
      database.transaction(() => writeHits(database, hits));
    },
    list: (query) => listEntries(database, totals, query, (cause) => countFailure('store_row_unreadable', cause)),
    get: (id) => getEntry(database, id),
    export: (query) => exportEntries(database, query),
    similar: (request) => findSimilar(database, request),
    count: (filter, at) => countEntries(database, totals, filter, at),
    remove: (filter, at) => {
      assertWritable();
      const undo = Buffer.from(randomBytes(16)).toString('base64url');
      const hidden = database.transaction(() => hideEntries(database, filter, at, undo));
      totals.set(minus(totals.read(), hidden));
      return { count: hidden.entries, bytes: hidden.bytes, undo: hidden.entries > 0 ? undo : null };
    },
    restore: (undo) => {
      assertWritable();
      const { shown, change } = database.transaction(() => {
        const shown = showEntries(database, undo, now());
        const added = shown ?? nothing;
        const { evicted } = evictLeastUsed(database, plus(totals.read(), added), limits, { now: now() });
        return { shown, change: minus(added, evicted) };
      });
      totals.set(plus(totals.read(), change));
      return shown?.entries;
    },
    pin: (ids, pinned) => {
      assertWritable();
      const wanted = oneOf('id', ids);
      const { changes } = database
        .prepare(`UPDATE entries SET pinned = ? WHERE removed_at IS NULL AND ${wanted.sql}`)
        .run(pinned ? 1 : 0, ...wanted.params);
      return Number(changes);
    },
    setTtl: (ids, ttlMs) => {
      assertWritable();
      return database.transaction(() => setExpiry(database, ids, ttlMs));
    },
    purge: (at) => {
      if (readOnly) return 0;
      const { count, held } = database.transaction(() => {
        const { count, change } = purgeEntries(database, at, limits.keepExpiredMs);
        const purged = plus(totals.read(), change);
        const inProjects = evictFromProjects(database, limits, { now: at });
        const left = minus(purged, inProjects);
        const { evicted } = evictLeastUsed(database, left, limits, { now: at });
        return { count: count + inProjects.entries + evicted.entries, held: minus(left, evicted) };
      });
      totals.set(held);
      releaseFreePages(database);
      return count;
    },
    withoutUsage: (limit) => (readOnly ? [] : readWithoutUsage(database, limit)),
    setEstimate: (id, tokens) => {
      assertWritable();
      writeEstimate(database, id, tokens);
    },
    totals: () => totals.read(),
    setLimits: (wished) => {
      limits = wished;
      if (readOnly) return;
      try {
        const { evicted } = database.transaction(() => evictLeastUsed(database, totals.read(), limits, { now: now() }));
        totals.set(minus(totals.read(), evicted));
      } catch (cause) {
        // The new limits hold all the same: the next put or purge evicts.
        countFailure('store_evict', cause);
      }
    },
  };
}
