import type { UpstreamView } from '../contracts/views.ts';

/** What traffic has shown of each upstream since start. */
export interface UpstreamWatch {
  note: (name: string, result: { status: number } | { error: string }) => void;
  state: (name: string) => Pick<UpstreamView, 'state' | 'lastStatus' | 'lastError' | 'lastUsedAt'>;
}

/** Names come from clients' headers too, so what is remembered is bounded. */
const maxNames = 1000;

export function createUpstreamWatch(now: () => number, onChange: () => void): UpstreamWatch {
  const seen = new Map<string, ReturnType<UpstreamWatch['state']>>();
  return {
    note: (name, result) => {
      const before = seen.get(name)?.state;
      const error = 'error' in result;
      const failing = error || result.status >= 500;
      if (!seen.has(name) && seen.size >= maxNames) return;
      seen.set(name, {
        state: failing ? 'failing' : 'ok',
        lastStatus: error ? null : result.status,
        lastError: error ? result.error : failing ? `status ${String(result.status)}` : null,
        lastUsedAt: now(),
      });
      if (before !== (failing ? 'failing' : 'ok')) onChange();
    },
    state: (name) => seen.get(name) ?? { state: 'unknown', lastStatus: null, lastError: null, lastUsedAt: null },
  };
}
