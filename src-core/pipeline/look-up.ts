import type { LookupReason } from '../contracts/outcome.ts';
import type { AnswerStore, StoredAnswer } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import { readyReplay, type ReadyReplay } from './ready-replay.ts';
import type { Lookup } from './record-answer.ts';

export interface Found {
  reason: LookupReason;
  hit?: { answer: StoredAnswer; replay: ReadyReplay };
}

/** Looks for an exact answer in the form asked for. Whatever goes wrong is a miss with its reason, never an error. */
export function lookUp(deps: { answers: AnswerStore; countFailure: CountFailure; host: Host }, lookup: Lookup): Found {
  let answer: StoredAnswer | undefined;
  try {
    answer = deps.answers.find(lookup.key.key);
  } catch (error) {
    deps.countFailure('store_read_failed', error);
    return { reason: 'cache_unavailable' };
  }
  if (answer === undefined) return { reason: 'not_found' };
  if (answer.expiresAt <= deps.host.clock.now()) return { reason: 'expired' };
  try {
    const replay = readyReplay(lookup.dialect, answer, lookup.request.wish);
    return replay === undefined ? { reason: 'replay_failed' } : { reason: 'exact_match', hit: { answer, replay } };
  } catch (error) {
    deps.countFailure('replay_failed', error);
    return { reason: 'replay_failed' };
  }
}
