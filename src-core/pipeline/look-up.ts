import type { LookupReason } from '../contracts/outcome.ts';
import type { AnswerStore, StoredAnswer } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import { readyReplay, type ReadyReplay } from './ready-replay.ts';
import type { Lookup } from './record-answer.ts';

/** A stored answer in the form asked for. */
export interface Hit {
  answer: StoredAnswer;
  replay: ReadyReplay;
}

export interface Found {
  reason: LookupReason;
  hit?: Hit;
}

interface LookUpDeps {
  answers: AnswerStore;
  countFailure: CountFailure;
  host: Host;
}

/** Looks for an exact answer in the form asked for. Whatever goes wrong is a miss with its reason, never an error. */
export function lookUp(deps: LookUpDeps, lookup: Lookup): Found {
  return readFresh(deps, lookup, () => deps.answers.find(lookup.key.key));
}

/** Reads an answer, when it is there, fresh, and can be had in the form asked for. */
export function readFresh(deps: LookUpDeps, lookup: Lookup, read: () => StoredAnswer | undefined): Found {
  let answer: StoredAnswer | undefined;
  try {
    answer = read();
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
