import type { Settings } from '../contracts/settings.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import type { Matcher } from '../ports/matcher.ts';
import type { Exchange } from './exchange.ts';
import { startFlight, type FlightEnd } from './flight.ts';
import { formOf, type Flights, type SharedCall } from './flights.ts';
import type { NearestFinder } from './nearest-request.ts';
import { recordAnswer, type Lookup, type RecordResult } from './record-answer.ts';
import type { RecordQueue } from './record-queue.ts';
import { callUpstream, type ForwardDeps } from './upstream-request.ts';

export interface MissDeps extends ForwardDeps {
  host: Host;
  settings: () => Settings;
  answers: AnswerStore;
  recordings: RecordQueue;
  flights: Flights;
  matcher: Matcher;
  nearest: NearestFinder;
  countFailure: CountFailure;
}

/** What looking for a stored answer has found out for a request that goes upstream. */
export interface Missed {
  /** Vector of the asked text, when it was made. */
  vector: Float32Array | null;
  /** Whether an answer of that status is not passed on, since a stored one serves instead. */
  refuses: (status: number) => boolean;
}

/** Sends a cacheable request upstream, and records the answer once it has come. Throws what the call failed with. */
export async function answerMiss(
  deps: MissDeps,
  exchange: Exchange,
  lookup: Lookup,
  body: Buffer,
  { vector, refuses }: Missed,
): Promise<void> {
  const flight = startFlight(
    deps,
    (signal) => callUpstream(deps, exchange, lookup.route, body, signal),
    deps.settings().cache.maxEntryBytes,
  );
  const recordAtEnd = async (): Promise<RecordResult> => {
    const end = await flight.ended;
    // Whoever asks from here on waits for the recording, so there is no moment in which a second call could begin.
    deps.flights.remove(lookup, call);
    const answeredAt = deps.host.clock.now();
    return deps.recordings.add(lookup.key.key, () => record(deps, exchange, lookup, end, { body, vector, answeredAt }));
  };
  const call: SharedCall = { flight, form: formOf(exchange, lookup), recorded: recordAtEnd() };
  deps.flights.add(lookup, call);
  await flight.serve(exchange, refuses);
  const result = await call.recorded;
  const { outcome } = exchange;
  outcome.recorded = result.recorded;
  outcome.recordDetail = result.detail;
  outcome.entryId = result.entryId;
  outcome.usage = result.usage;
}

async function record(
  deps: MissDeps,
  { outcome }: Exchange,
  lookup: Lookup,
  end: FlightEnd,
  { body, vector, answeredAt }: { body: Buffer; vector: Float32Array | null; answeredAt: number },
): Promise<RecordResult> {
  // Before recording, which replaces an expired entry of the same key.
  outcome.nearest = deps.nearest.find(lookup, outcome);
  const result = await recordAnswer(deps, lookup, end, { request: body, answeredAt });
  deps.nearest.noteRecorded(lookup.key.key, result.recorded);
  if (result.entryId !== null && result.textOnly && lookup.question !== null) {
    deps.matcher.remember(result.entryId, lookup.question, vector);
  }
  return result;
}

/** Takes part in a call that another client began. Throws what the call failed with before its answer began. */
export async function joinCall(
  exchange: Exchange,
  call: SharedCall,
  refuses: (status: number) => boolean,
): Promise<void> {
  const { outcome } = exchange;
  outcome.cacheStatus = 'coalesced';
  outcome.reason = 'shared_call';
  const end = await call.flight.serve(exchange, refuses);
  const { entryId, usage } = await call.recorded;
  outcome.entryId = entryId;
  outcome.usage = usage;
  if (end !== 'complete') outcome.recorded = end;
}
