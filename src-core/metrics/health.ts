import type { HealthItem } from '../contracts/views.ts';

export interface HealthInput {
  /** Null while the proxy listens. */
  listenProblem: string | null;
  storeReadOnly: boolean;
  storeNotice: string | null;
  selfTest: { state: 'waiting' } | { state: 'done'; ok: boolean; reason: string | null };
  missingHits: string | null;
  semantics: HealthItem[];
}

/** State of every part, with the reason when it is not well. */
export function healthItems(input: HealthInput): HealthItem[] {
  const { selfTest } = input;
  return [
    { part: 'proxy', state: input.listenProblem === null ? 'ok' : 'down', reason: input.listenProblem },
    {
      part: 'store',
      state: input.storeReadOnly || input.storeNotice !== null ? 'degraded' : 'ok',
      reason: input.storeNotice,
    },
    selfTest.state === 'waiting'
      ? { part: 'selfTest', state: 'starting', reason: null }
      : { part: 'selfTest', state: selfTest.ok ? 'ok' : 'degraded', reason: selfTest.reason },
    { part: 'hitRate', state: input.missingHits === null ? 'ok' : 'degraded', reason: input.missingHits },
    ...input.semantics,
  ];
}
