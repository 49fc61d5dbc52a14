import type { CacheMode, HealthItem } from '../contracts/views.ts';

export interface HealthInput {
  /** Null while the proxy listens. */
  listenProblem: string | null;
  mode: CacheMode;
  storeReadOnly: boolean;
  storeNotice: string | null;
  selfTest: { state: 'waiting' } | { state: 'done'; ok: boolean; reason: string | null };
  missingHits: string | null;
  /** Why checks have stopped answers by meaning; null when they have not. */
  matchingStopped: string | null;
  semantics: HealthItem[];
}

/** State of every part, with the reason when it is not well. */
export function healthItems(input: HealthInput): HealthItem[] {
  const { selfTest } = input;
  return [
    { part: 'proxy', state: input.listenProblem === null ? 'ok' : 'down', reason: input.listenProblem },
    { part: 'mode', state: 'ok', reason: modeWords[input.mode] },
    {
      part: 'store',
      state: input.storeReadOnly || input.storeNotice !== null ? 'degraded' : 'ok',
      reason: input.storeNotice,
    },
    selfTest.state === 'waiting'
      ? { part: 'selfTest', state: 'starting', reason: null }
      : { part: 'selfTest', state: selfTest.ok ? 'ok' : 'degraded', reason: selfTest.reason },
    { part: 'hitRate', state: input.missingHits === null ? 'ok' : 'degraded', reason: input.missingHits },
    { part: 'matching', state: input.matchingStopped === null ? 'ok' : 'degraded', reason: input.matchingStopped },
    ...input.semantics,
  ];
}

/** Whatever is not the usual way of working is said, so that nobody looks for another cause. */
const modeWords: Record<CacheMode, string | null> = {
  live: null,
  'prefer-cache': 'prefer-cache: stored answers serve even when their time to live is over.',
  'replay-only': 'replay-only: only stored answers are given, nothing goes upstream.',
  refresh: 'refresh: every request goes upstream and its answer replaces the stored one.',
  pause: 'pause: requests pass through; nothing is looked up or stored.',
};
