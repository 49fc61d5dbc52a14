import type { LookupReason } from '../contracts/outcome.ts';

/** How old an answer a request accepts, milliseconds. */
export interface AgeLimits {
  /** Greatest age; null when none is set. */
  maxAgeMs: number | null;
  /** For so long the answer must still be fresh. */
  minFreshMs: number;
  /** For so long after its time to live it is served all the same, as stale. */
  staleForMs: number;
  /** The same when the upstream fails. */
  staleOnErrorMs: number;
}

/** What an answer's age makes of it: served as fresh or stale, kept in case the upstream fails, or of no use. */
export interface Freshness {
  use: 'fresh' | 'stale' | 'on_error' | 'none';
  /** Why it is not simply fresh. */
  reason: LookupReason;
}

/** Judges an answer's age at an instant; all times in milliseconds since the epoch. */
export function judgeAge(answer: { createdAt: number; expiresAt: number }, limits: AgeLimits, now: number): Freshness {
  /** How far each limit is passed; negative while it is kept. */
  const overdue = now - answer.expiresAt;
  const tooOld = limits.maxAgeMs === null ? -Infinity : now - answer.createdAt - limits.maxAgeMs;
  const tooNear = limits.minFreshMs === 0 ? -Infinity : overdue + limits.minFreshMs;
  const refused = tooOld > 0 || tooNear > 0;
  if (overdue < 0 && !refused) return { use: 'fresh', reason: 'exact_match' };
  if (!refused && limits.staleForMs > 0 && overdue <= limits.staleForMs)
    return { use: 'stale', reason: 'expired_accepted' };
  const reason = overdue < 0 ? 'too_old_for_request' : 'expired';
  const past = Math.max(overdue, tooOld, tooNear);
  return { use: limits.staleOnErrorMs > 0 && past <= limits.staleOnErrorMs ? 'on_error' : 'none', reason };
}
