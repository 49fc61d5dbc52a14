import type { LookupReason, RecordReason } from '../contracts/outcome.ts';
import type { AnswerMode, Turn, Usage } from '../contracts/views.ts';
import type { ErrorCode } from '../contracts/errors.ts';
import type { Recording } from './answer-store.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };
export type JsonObject = { [name: string]: JsonValue };

/**
 * Where a chat stream says its usage: in a chunk of its own behind the others, on the chunk with the last finish reason,
 * or there in Groq's member.
 */
export type UsagePlace = 'chunk' | 'finish' | 'x_groq';

/** The form a request wants its answer in; never part of the identity. */
export interface ReplayWish {
  mode: AnswerMode;
  /** Streams only: the caller asked for the usage chunk. */
  includeUsage: boolean;
  /** Streams only: where this vendor says its usage to callers who did not ask. */
  unaskedUsage?: UsagePlace;
  /** Embeddings only: how vectors are written. */
  vectorEncoding: 'float' | 'base64';
  /** Responses only: fields outside the identity that the answer repeats, as this caller gave them. */
  echoes?: JsonObject;
}

/** Where a body was sent: what a dialect needs that is not in the body. */
export interface RequestPlace {
  /** Path as it goes upstream, without query. */
  path: string;
  /** Query with its leading `?`, or empty. */
  query: string;
  /** Name of the vendor in providers/vendors.ts that the request was routed to, when it is one of them. */
  vendor?: string | undefined;
  /** A request header by lower-case name. */
  header: (name: string) => string | undefined;
}

/** What a dialect reads from one request. */
export interface ReadRequest {
  model: string;
  /** Stands for the path in the identity where several paths ask for the same answer (Gemini's verb chooses the form). */
  identityPath?: string;
  /** The body without what never changes the answer; canonicalised and hashed by the caller. */
  identity: JsonObject;
  wish: ReplayWish;
  promptText: string;
  conversation: Turn[];
  /** The body without its conversation, for people. */
  parameters: JsonObject;
  compared: ComparedText;
}

/** Why a request is never answered by meaning, whatever its text. */
export type NotComparable = 'exact_only_dialect' | 'exact_only_turn' | 'exact_only_parameters';

/** The one text that may differ from a stored request's, or why there is none. */
export type ComparedText =
  | {
      comparable: true;
      text: string;
      /** The identity with that text left out: two requests may be compared only when this is equal. */
      rest: JsonObject;
    }
  | { comparable: false; reason: NotComparable };

export type RequestReading = { cacheable: true; request: ReadRequest } | { cacheable: false; reason: LookupReason };

/** A complete answer, judged. */
export type AnswerReading =
  | {
      storable: true;
      /** Nothing but text was answered: no tool call, whose arguments come from the asked text, and no refusal. */
      textOnly: boolean;
      answerText: string;
      finishReasons: string[];
      usage: Usage | null;
    }
  | { storable: false; reason: RecordReason; detail: string };

export interface Replay {
  contentType: string;
  body: Uint8Array;
}

/** An error of ours, as it is put into a dialect's own shape. */
export interface OwnError {
  code: ErrorCode;
  message: string;
  /** HTTP status it is sent with. */
  status: number;
}

/** Everything the proxy knows of one wire format. Pure: bytes and values in, bytes and values out. */
export interface Dialect {
  id: string;
  /** Names of request headers whose values can change the answer (lower case); comma lists count as sets. */
  identityHeaders: readonly string[];
  /** Status of a complete answer; 200 when left out. Only answers of this status are stored, and hits carry it. */
  answerStatus?: number;
  /** Response header in which the SDK looks for the request's id; `x-request-id` when left out. */
  requestIdHeader?: string;
  /** JSON body of an error of ours from which the vendor's SDK raises its own error class; OpenAI's shape when left out. */
  errorBody?: (error: OwnError) => JsonObject;
  readRequest: (body: JsonObject, place: RequestPlace) => RequestReading;
  /** Judges a finished answer by its own end marker and finish reasons. Never throws. */
  readAnswer: (recording: Recording, rules: { storeLengthLimited: boolean }) => AnswerReading;
  /**
   * The recorded bytes when the wish is what was recorded, else the same answer in the form wished for.
   * Undefined when that form cannot be made truthfully.
   */
  replay: (recording: Recording, wish: ReplayWish) => Replay | undefined;
}
