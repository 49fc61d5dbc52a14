import type { JsonObject } from '../../src-core/ports/dialect.ts';
import type { LookupReason, RecordReason } from '../../src-core/contracts/outcome.ts';

/** The columns of the table that `npm run conformance` prints. */
export const checks = {
  c1: 'replay in both forms',
  c2: 'framing of a miss',
  c3: 'what is not stored',
  c4: 'identity',
  c5: 'errors and live headers',
  c6: 'by meaning',
  c7: 'hostile input',
} as const;
export type CheckId = keyof typeof checks;

export type Mode = 'json' | 'stream';

/** Where an SDK is pointed: the proxy, with headers that lead to the scripted upstream and keep tests apart. */
export interface Target {
  /** Address of the proxy without path, such as `http://127.0.0.1:41234`. */
  url: string;
  headers: Record<string, string>;
}

/** One answer in both of its forms, as the provider's documentation or SDK types it. */
export interface Answer {
  /** Fields that the request has besides the sample's own. */
  asks?: JsonObject;
  json?: unknown;
  /** The stream as it is written, event by event. */
  stream?: readonly string[];
  /** What the SDK's own accumulator makes of either form, as the sample's `ask` normalises it. */
  message: unknown;
}

/** An upstream's reply, and what must become of it. */
export interface Unstorable {
  mode: Mode;
  asks?: JsonObject;
  body: unknown;
  reason: RecordReason;
  /** Other than 200. */
  status?: number;
}

export interface Raised {
  status: number | undefined;
  text: string;
}

export interface ComparedCase {
  body: JsonObject;
  /** The text that may differ, or the code that says why there is none. */
  compared: string;
}

/** All that the suite needs to know of one row: a dialect as one vendor speaks it, called through one SDK. */
export interface Sample {
  /** Name in the table. */
  row: string;
  dialect: string;
  /** npm packages whose own code judges the replays. */
  packages: readonly string[];
  /** Path on the proxy per form of answer, with the prefix that a user would set. */
  path: (mode: Mode) => string;
  /** Path and query that must reach the provider. */
  upstreamPath: (mode: Mode) => string;
  /** Headers of a plain call: the credential and what the API demands. */
  headers: Record<string, string>;
  /** A plain request that asks one text. */
  body: (text: string, mode: Mode) => JsonObject;
  contentType?: Partial<Record<Mode, string>>;
  /** Status of a complete answer. Default 200. */
  answerStatus?: number;
  /** Why a body without any field passes through. Default `unsupported_body`. */
  emptyReason?: LookupReason;
  ask: (target: Target, mode: Mode, text: string, asks: JsonObject) => Promise<unknown>;
  answers: Record<string, Answer>;
  /** A comment or ping that a stream may hold anywhere; empty when the format has none. */
  keepAlive: string;
  /** Events of a stream's end without which it counts as cut. Default 1. */
  endEvents?: number;
  unstorable: Record<string, Unstorable>;
  /** An answer cut by the caller's own limit: stored only when the user allows it. */
  lengthLimited?: { json: unknown };
  /** Requests that pass through unread, each with the reason given. */
  passedThrough: Record<string, { body: JsonObject; reason: LookupReason; headers?: Record<string, string> }>;
  /** Values that a field takes in turn; every one is another request. */
  kept: Record<string, readonly unknown[]>;
  /** Fields that never change the answer. */
  dropped: JsonObject;
  /** Fields that choose the form of the answer and nothing else. */
  formFields: readonly string[];
  /** Bodies that ask the same as the plain one does. */
  same: Record<string, (body: JsonObject) => JsonObject>;
  /** Bodies that differ from the plain one deep inside. */
  other: Record<string, (body: JsonObject) => JsonObject>;
  /** Headers that keep answers apart, by name; credentials among them. */
  separating: Record<string, string>;
  /** Pairs of headers that mean the same. */
  sameHeaders: readonly (readonly [Record<string, string>, Record<string, string>])[];
  /** Queries that keep answers apart. */
  separatingQueries?: readonly string[];
  errors: {
    /** An error of the provider: what it sends and what its SDK raises. */
    upstream: { status: number; body: unknown; headers: Record<string, string> };
    /** Status and words of what the SDK raised; undefined when it is not the class that it has for this status. */
    raised: (error: unknown, status: number) => Raised | undefined;
  };
  /** Headers of the provider about this very call. */
  liveHeaders: Record<string, string>;
  requestIdHeader?: string;
  compared: Record<string, ComparedCase>;
  /** Members that matter to the dialect, for hostile values. */
  vocabulary: readonly string[];
  /** Checks, or parts of them, that cannot apply, each with its reason: printed, never silent. */
  notApplicable: Partial<Record<CheckId | 'stream' | 'json' | 'meaning' | 'length', string>>;
}
