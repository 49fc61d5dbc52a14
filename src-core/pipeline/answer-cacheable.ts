import { SemcacheError } from '../contracts/errors.ts';
import { answerMiss, joinCall, type MissDeps } from './answer-miss.ts';
import type { Exchange } from './exchange.ts';
import { RefusedAnswer } from './flight.ts';
import { formOf, type SharedCall } from './flights.ts';
import { lookUpByMeaning } from './look-up-by-meaning.ts';
import { lookUp, type Hit } from './look-up.ts';
import { notInCache } from './not-in-cache.ts';
import { isConnectionFailure } from './own-error.ts';
import type { Lookup } from './record-answer.ts';
import type { SampleTurns } from './sample-turns.ts';
import type { ShadowChecks } from './shadow-check.ts';
import { serveHit, type ServeDeps } from './serve-hit.ts';

export interface CacheableDeps extends MissDeps, ServeDeps {
  turns: SampleTurns;
  shadow: ShadowChecks;
}

/** Answers a request whose answer can be stored: from the store, else from the upstream. Throws SemcacheError. */
export async function answerCacheable(
  deps: CacheableDeps,
  exchange: Exchange,
  lookup: Lookup,
  body: Buffer,
): Promise<void> {
  if (lookup.sampleKeys.length === 0) {
    await answerOne(deps, exchange, lookup, body);
    return;
  }
  // What earlier requests were answered with counts as stored, however soon this one follows.
  for (const { key } of lookup.sampleKeys) await deps.recordings.pending(key);
  const turn = deps.turns.take(lookup, (sample) => lookUp(deps, sample).hit !== undefined);
  try {
    await answerOne(deps, exchange, turn.lookup, body);
  } finally {
    turn.release();
  }
}

/** The order of stages: exact, by meaning, upstream, and the store again when that fails. */
async function answerOne(deps: CacheableDeps, exchange: Exchange, lookup: Lookup, body: Buffer): Promise<void> {
  const { outcome } = exchange;
  const { rules } = lookup;
  exchange.identity = lookup;
  outcome.model = lookup.request.model;
  outcome.keyParts = lookup.key.parts;
  outcome.streamed = lookup.request.wish.mode !== 'json';
  const found = rules.reads ? await find(deps, exchange, lookup, body) : notRead(exchange);
  if (found === undefined) return;
  const { spare, vector } = found;
  if (rules.hold !== null) throw notInCache(deps, lookup, outcome, rules.hold);
  const refuses = (status: number): boolean => spare !== undefined && isOverload(status);
  try {
    if (found.call === undefined) await answerMiss(deps, exchange, lookup, body, { vector, refuses });
    else await joinCall(exchange, found.call, refuses);
  } catch (error) {
    if (spare === undefined || !isUpstreamFailure(error)) throw error;
    outcome.reason = 'stale_on_error';
    outcome.recorded = error instanceof RefusedAnswer ? 'status_not_ok' : 'upstream_failed';
    outcome.recordDetail = error.message;
    await serveHit(deps, exchange, lookup, spare, 'exact');
  }
}

interface NotFound {
  /** An answer that is too old to serve unless the upstream fails. */
  spare: Hit | undefined;
  /** Vector of the asked text, when it was made. */
  vector: Float32Array | null;
  /** An upstream call for the same that is under way. */
  call: SharedCall | undefined;
}

/** Answers from the store, or tells what was found on the way; undefined when the request is answered. */
async function find(
  deps: CacheableDeps,
  exchange: Exchange,
  lookup: Lookup,
  body: Buffer,
): Promise<NotFound | undefined> {
  const exact = await findExact(deps, exchange, lookup);
  if (exact === undefined || exact.call !== undefined) return exact;
  const similar = await lookUpByMeaning(deps, lookup, exchange.outcome);
  if (similar.hit !== undefined) {
    await serveHit(deps, exchange, lookup, similar.hit, 'semantic');
    if (lookup.rules.hold === null) deps.shadow.consider(exchange, lookup, body);
    return undefined;
  }
  // While the models were asked, another client may have asked the upstream.
  const isNews = deps.flights.find(lookup) !== undefined || deps.recordings.pending(lookup.key.key) !== undefined;
  const latest = isNews ? await findExact(deps, exchange, lookup) : exact;
  return latest === undefined ? undefined : { ...latest, vector: similar.vector };
}

/** A request waits for so many answers in another form that turn out not to be stored, then asks for itself. */
const maxWaits = 2;

/** The exact stage: the store, an answer that is about to be in it, a call under way. Undefined when it answered. */
async function findExact(deps: CacheableDeps, exchange: Exchange, lookup: Lookup): Promise<NotFound | undefined> {
  const { outcome } = exchange;
  for (let attempt = 0; ; attempt += 1) {
    const recording = deps.recordings.pending(lookup.key.key);
    if (recording !== undefined) await recording;
    const exact = lookUp(deps, lookup);
    if (exact.hit !== undefined) {
      outcome.reason = exact.reason;
      await serveHit(deps, exchange, lookup, exact.hit, 'exact');
      return undefined;
    }
    // What the models found says more than that nothing is identical.
    if (outcome.semantic === null) outcome.reason = exact.reason;
    outcome.cacheStatus = 'miss';
    const missed = { spare: exact.spare, vector: null };
    const mayJoin = lookup.rules.hold === null && deps.settings().cache.singleFlight;
    const call = mayJoin ? deps.flights.find(lookup) : undefined;
    const state = call?.flight.state();
    if (call === undefined || state === 'too_large') return { ...missed, call: undefined };
    if (state === 'joinable' && call.form === formOf(exchange, lookup)) return { ...missed, call };
    if (attempt === maxWaits) return { ...missed, call: undefined };
    // The answer comes in another form: once it is recorded, it serves in this one.
    await call.recorded;
  }
}

function notRead({ outcome }: Exchange): NotFound {
  outcome.reason = 'refresh_requested';
  outcome.cacheStatus = 'refresh';
  return { spare: undefined, vector: null, call: undefined };
}

/** What says that an upstream cannot answer now, rather than that the request is wrong. */
const isOverload = (status: number): boolean => status === 429 || status >= 500;

function isUpstreamFailure(error: unknown): error is Error {
  return error instanceof RefusedAnswer || (error instanceof SemcacheError && isConnectionFailure(error.code));
}
