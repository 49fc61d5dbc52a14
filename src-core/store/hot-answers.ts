import type { AnswerStore, StoredAnswer } from '../ports/answer-store.ts';

/**
 * Keeps the answers that were found last in memory, so that a repeated hit costs neither a statement nor a
 * decompression. Every change that could make one of them untrue drops it, or all of them: the store stays the truth.
 */
export function withHotAnswers(store: AnswerStore, maxBytes: number): AnswerStore {
  const hot = new Map<string, StoredAnswer>();
  let bytes = 0;

  const drop = (key: string): void => {
    const answer = hot.get(key);
    if (answer === undefined) return;
    hot.delete(key);
    bytes -= answer.recording.body.byteLength;
  };
  const dropAll = (): void => {
    hot.clear();
    bytes = 0;
  };
  const keep = (key: string, answer: StoredAnswer): void => {
    const size = answer.recording.body.byteLength;
    if (size > maxBytes / 8) return;
    hot.set(key, answer);
    bytes += size;
    for (const oldest of hot.keys()) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  };

  return {
    ...store,
    find: (key) => {
      const known = hot.get(key);
      if (known !== undefined) return known;
      const answer = store.find(key);
      if (answer !== undefined) keep(key, answer);
      return answer;
    },
    put: async (draft) => {
      const before = store.totals().entries;
      const result = await store.put(draft);
      // Fewer than one more entry means that something else made room.
      if (store.totals().entries === before + 1) drop(draft.key);
      else dropAll();
      return result;
    },
    remove: (filter, now) => {
      dropAll();
      return store.remove(filter, now);
    },
    restore: (undo) => {
      dropAll();
      return store.restore(undo);
    },
    setTtl: (ids, ttlMs) => {
      dropAll();
      return store.setTtl(ids, ttlMs);
    },
    purge: (now) => {
      dropAll();
      return store.purge(now);
    },
    setLimits: (limits) => {
      dropAll();
      store.setLimits(limits);
    },
  };
}
