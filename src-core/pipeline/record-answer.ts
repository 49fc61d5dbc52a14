import type { RecordReason } from '../contracts/outcome.ts';
import type { AnswerMode, Usage } from '../contracts/views.ts';
import type { Settings } from '../contracts/settings.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { Dialect, ReadRequest } from '../ports/dialect.ts';
import type { CountFailure } from '../ports/host.ts';
import type { SemanticQuestion } from '../ports/matcher.ts';
import type { Route } from '../providers/route.ts';
import { canonicalJson } from '../request/canonical-json.ts';
import type { ExactKey } from '../request/exact-key.ts';
import { formOfContentType } from '../support/answer-form.ts';
import { errorText } from '../support/error-text.ts';
import { timeToLive } from '../support/time-to-live.ts';
import { decodeContent } from '../wire/decode-content.ts';
import { rawHeader } from '../wire/headers.ts';
import type { FlightEnd } from './flight.ts';
import type { Rules } from './rules.ts';

/** A request that was looked up and missed, with all that storing its answer needs. */
export interface Lookup {
  route: Route;
  dialect: Dialect;
  request: ReadRequest;
  key: ExactKey;
  /** Keys of the independent answers that are served in turn; none where a prompt has one answer. */
  sampleKeys: readonly ExactKey[];
  /** What may be looked for by meaning; null when only an identical request serves. */
  question: SemanticQuestion | null;
  rules: Rules;
}

/** What recording is told beside the answer. */
interface Recorded {
  /** Request body as its client sent it. */
  request: Buffer;
  /** End of the answer, milliseconds since the epoch. */
  answeredAt: number;
}

export interface RecordResult {
  recorded: RecordReason;
  detail: string | null;
  entryId: string | null;
  /** The entry may answer other wordings: it holds nothing but text. */
  textOnly: boolean;
  usage: Usage | null;
}

const notStored = (recorded: RecordReason, detail: string | null = null): RecordResult => ({
  recorded,
  detail,
  entryId: null,
  textOnly: false,
  usage: null,
});

/** Longer request bodies are not kept beside their answer: nobody reads them, and they would fill the store. */
const maxKeptRequestBytes = 1024 * 1024;

/** HTTP status that a complete answer of a dialect has. */
export const answerStatus = (dialect: Dialect): number => dialect.answerStatus ?? 200;

/** The form of an answer by its content type; undefined for what no dialect here sends. */
export function answerMode(rawHeaders: readonly string[]): AnswerMode | undefined {
  return formOfContentType(rawHeader(rawHeaders, 'content-type') ?? '');
}

/**
 * Decides whether an answer that the client already has is whole and natural, and stores it. Never throws: a failure
 * here costs a later hit, not a request.
 */
export async function recordAnswer(
  deps: RecordDeps,
  lookup: Lookup,
  forwarded: FlightEnd,
  { request, answeredAt }: Recorded,
): Promise<RecordResult> {
  const result = await judgeAndStore(deps, lookup, forwarded, { request, answeredAt });
  // Many clients close a stream at its end marker, before the connection's own end. Their answer is whole and is judged
  // like any other; of one that is not, that the client left is all there is to say.
  return forwarded.end === 'client_gone' && result.recorded !== 'stored' ? notStored('client_gone') : result;
}

interface RecordDeps {
  answers: AnswerStore;
  settings: () => Settings;
  countFailure: CountFailure;
}

async function judgeAndStore(
  deps: RecordDeps,
  lookup: Lookup,
  forwarded: FlightEnd,
  { request, answeredAt }: Recorded,
): Promise<RecordResult> {
  if (forwarded.end === 'upstream_failed') return notStored('upstream_failed');
  if (forwarded.status !== answerStatus(lookup.dialect))
    return notStored('status_not_ok', `status ${String(forwarded.status)}`);
  const mode = answerMode(forwarded.rawHeaders);
  if (mode === undefined)
    return notStored('unexpected_content_type', rawHeader(forwarded.rawHeaders, 'content-type') ?? 'none');
  const { bytes } = forwarded;
  if (bytes === undefined) return notStored('answer_too_large');
  try {
    return await storeAnswer(deps, lookup, forwarded, { mode, bytes, answeredAt, request });
  } catch (error) {
    if (forwarded.end === 'complete') deps.countFailure('record_failed', error);
    return notStored('not_parseable', errorText(error));
  }
}

async function storeAnswer(
  deps: { answers: AnswerStore; settings: () => Settings },
  lookup: Lookup,
  forwarded: FlightEnd,
  answer: { mode: AnswerMode; bytes: Buffer; answeredAt: number; request: Buffer },
): Promise<RecordResult> {
  const { cache } = deps.settings();
  const { route, dialect, request, key, rules } = lookup;
  const encoding = rawHeader(forwarded.rawHeaders, 'content-encoding');
  const body = await decodeContent(answer.bytes, encoding, cache.maxEntryBytes);
  const recording = {
    mode: answer.mode,
    contentType: rawHeader(forwarded.rawHeaders, 'content-type') ?? '',
    body,
  };
  const reading = dialect.readAnswer(recording, { storeLengthLimited: cache.storeLengthLimited });
  if (!reading.storable) return notStored(reading.reason, reading.detail);
  const put = await deps.answers.put({
    key: key.key,
    portableKey: key.portableKey,
    createdAt: answer.answeredAt,
    expiresAt: answer.answeredAt + (rules.ttlMs ?? timeToLive(route.project, request.model, deps.settings())),
    durationMs: forwarded.durationMs,
    upstream: route.upstreamName,
    dialect: dialect.id,
    path: route.path,
    model: request.model,
    project: route.project,
    keyParts: key.parts,
    promptText: request.promptText,
    conversation: request.conversation,
    parameters: canonicalJson(request.parameters),
    answerText: reading.answerText,
    finishReasons: reading.finishReasons,
    usage: reading.usage,
    requestBody: answer.request.length > maxKeptRequestBytes ? null : answer.request.toString(),
    recording,
  });
  return put.stored
    ? { recorded: 'stored', detail: null, entryId: put.id, textOnly: reading.textOnly, usage: reading.usage }
    : { ...notStored(put.reason), usage: reading.usage };
}
