import type { LookupReason } from '../contracts/outcome.ts';
import type { AnswerStore, StoredAnswer } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import { judgeAge } from './freshness.ts';
import { readyReplay, type ReadyReplay } from './ready-replay.ts';
import type { Lookup } from './record-answer.ts';

/** A stored answer in the form asked for. */
export interface Hit {
  answer: StoredAnswer;
  replay: ReadyReplay;
  /** Older than its time to live, or than the request wanted. */
  isStale: boolean;
}

export interface Found {
  reason: LookupReason;
  hit?: Hit;
  /** Too old to serve, unless the upstream fails. */
  spare?: Hit;
}

interface LookUpDeps {
  answers: AnswerStore;
  countFailure: CountFailure;
  host: Host;
}

/** Looks for an exact answer in the form asked for. Whatever goes wrong is a miss with its reason, never an error. */
export function lookUp(deps: LookUpDeps, lookup: Lookup): Found {
  const { key, portableKey } = lookup.key;
  // The owner's own answer comes before one from a cassette.
  return readStored(
    deps,
    lookup,
    () => deps.answers.find(key) ?? deps.answers.findImported(portableKey, lookup.route.project),
  );
}

/** Reads an answer, when it is there, not too old for the request, and can be had in the form asked for. */
export function readStored(deps: LookUpDeps, lookup: Lookup, read: () => StoredAnswer | undefined): Found {
  let answer: StoredAnswer | undefined;
  try {
    answer = read();
  } catch (error) {
    deps.countFailure('store_read_failed', error);
    return { reason: 'cache_unavailable' };
  }
  if (answer === undefined) return { reason: 'not_found' };
  const { use, reason } = judgeAge(answer, lookup.rules.age, deps.host.clock.now());
  if (use === 'none') return { reason };
  try {
    const replay = readyReplay(lookup.dialect, answer, lookup.request.wish);
    if (replay === undefined) return { reason: use === 'on_error' ? reason : 'replay_failed' };
    const hit = { answer, replay, isStale: use !== 'fresh' };
    return use === 'on_error' ? { reason, spare: hit } : { reason, hit };
  } catch (error) {
    deps.countFailure('replay_failed', error);
    return { reason: 'replay_failed' };
  }
}
