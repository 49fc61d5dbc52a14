import type { Settings } from '../contracts/settings.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import type { Matcher } from '../ports/matcher.ts';
import type { Exchange } from './exchange.ts';
import { forward, type ForwardDeps } from './forward.ts';
import type { NearestFinder } from './nearest-request.ts';
import { answerMode, answerStatus, recordAnswer, type Lookup } from './record-answer.ts';
import type { RecordQueue } from './record-queue.ts';
import { createRecorder, type Recorder } from './recorder.ts';

export interface MissDeps extends ForwardDeps {
  host: Host;
  settings: () => Settings;
  answers: AnswerStore;
  recordings: RecordQueue;
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

/** Sends a cacheable request upstream, and once the client has the answer records it. Throws what `forward` throws. */
export async function answerMiss(
  deps: MissDeps,
  exchange: Exchange,
  lookup: Lookup,
  body: Buffer,
  { vector, refuses }: Missed,
): Promise<void> {
  const { outcome } = exchange;
  let recorder: Recorder | undefined;
  const forwarded = await forward(deps, exchange, lookup.route, body, {
    refuses,
    recorderFor: (head) => {
      if (head.status === answerStatus(lookup.dialect) && answerMode(head.rawHeaders) !== undefined) {
        recorder = createRecorder(deps.settings().cache.maxEntryBytes);
      }
      return recorder;
    },
  });
  const answeredAt = deps.host.clock.now();
  await deps.recordings.add(lookup.key.key, async () => {
    // Before recording, which replaces an expired entry of the same key.
    outcome.nearest = deps.nearest.find(lookup, outcome);
    const result = await recordAnswer(deps, lookup, forwarded, recorder, { request: body, answeredAt });
    outcome.recorded = result.recorded;
    deps.nearest.noteRecorded(lookup.key.key, result.recorded);
    outcome.recordDetail = result.detail;
    outcome.entryId = result.entryId;
    outcome.usage = result.usage;
    if (result.entryId !== null && result.textOnly && lookup.question !== null) {
      deps.matcher.remember(result.entryId, lookup.question, vector);
    }
  });
}
