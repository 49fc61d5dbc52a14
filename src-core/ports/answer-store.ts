import type { CacheMatch, KeyPart, RecordReason } from '../contracts/outcome.ts';
import type { EntryFilter, EntrySort } from '../contracts/operations.ts';
import type { AnswerMode, EntryDetail, EntrySummary, Turn, Usage } from '../contracts/views.ts';

/** A complete answer as it was recorded: decoded bytes (no content-encoding) and the form they were in. */
export interface Recording {
  mode: AnswerMode;
  contentType: string;
  body: Uint8Array;
}

/** An entry as the lookup needs it. Times are milliseconds since the epoch. */
export interface StoredAnswer {
  id: string;
  createdAt: number;
  expiresAt: number;
  /** How long the recorded upstream call took, in milliseconds. */
  durationMs: number;
  usage: Usage | null;
  recording: Recording;
}

/** What recording hands over once the client has its answer. */
export interface AnswerDraft {
  /** Hex SHA-256 of the canonical request with its namespace. */
  key: string;
  /** The same without the credential: under it a cassette answers whoever asks. Null where there is none. */
  portableKey: string | null;
  createdAt: number;
  expiresAt: number;
  durationMs: number;
  upstream: string;
  dialect: string;
  path: string;
  model: string;
  project: string;
  keyParts: KeyPart[];
  /** Text of the last user message: what search finds and lists show. */
  promptText: string;
  conversation: Turn[];
  /** Canonical JSON text of the body without its conversation. */
  parameters: string;
  answerText: string;
  finishReasons: string[];
  usage: Usage | null;
  /** Request body as its client sent it; null when it is not kept. */
  requestBody: string | null;
  recording: Recording;
}

/** A draft as it lies in the store. */
export interface StoredEntry extends AnswerDraft {
  id: string;
}

/** What is known of a request when a stored one like it is looked for. */
export interface LikeRequest {
  promptText: string;
  conversation: readonly Turn[];
}

export type PutResult = { stored: true; id: string } | { stored: false; reason: RecordReason };

/** A hit to be counted; written with the next batch of the request log. */
export interface HitRecord {
  entryId: string;
  requestId: string;
  at: number;
  match: CacheMatch;
  /** Identical hits that this record stands for; 1 when left out. */
  count?: number;
  /** Text that was answered by meaning. */
  asked?: string;
}

export interface StoreLimits {
  maxBytes: number;
  maxEntries: number;
  maxEntryBytes: number;
  /** For so long `purge` leaves expired entries where they are, milliseconds. */
  keepExpiredMs: number;
  /** Room of single projects within the whole. */
  projectBytes: ReadonlyMap<string, number>;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
}

/**
 * Keeps complete answers by key. Implementations may refuse (`stored: false`) and never return an entry that was not
 * committed whole. All methods but `put` are synchronous and short; `put` may compress off the thread first.
 */
export interface AnswerStore {
  /** The live entry of a key whatever its age; the caller judges freshness. */
  find: (key: string) => StoredAnswer | undefined;
  /** The live entry of an id, whatever its age. */
  findById: (id: string) => StoredAnswer | undefined;
  /** An imported entry that answers a portable key in a project, whoever asks. */
  findImported: (portableKey: string, project: string) => StoredAnswer | undefined;
  /** Stores an answer, replacing the live entry of the same key, then evicts entries over the limits: expired ones, then the least recently used. */
  put: (draft: AnswerDraft) => Promise<PutResult>;
  countHits: (hits: HitRecord[]) => void;
  list: (query: {
    filter: EntryFilter;
    sort: { by: EntrySort; descending: boolean };
    cursor: string | null;
    limit: number;
    now: number;
  }) => Page<EntrySummary>;
  get: (id: string) => EntryDetail | undefined;
  /** Whole entries for a cassette, one for each portable key and project, in the order of their keys. */
  export: (query: { filter: EntryFilter; cursor: string | null; limit: number; now: number }) => Page<StoredEntry>;
  /**
   * A few live entries that are likely to be near a request, in any namespace: the same last text, the same conversation
   * before it, or the same words. In no order; a bounded search whatever the size of the store.
   */
  similar: (request: LikeRequest) => EntryDetail[];
  count: (filter: EntryFilter, now: number) => { count: number; bytes: number };
  /** Takes entries out of sight at once; `undo` brings them back until `purge`. */
  remove: (filter: EntryFilter, now: number) => { count: number; bytes: number; undo: string | null };
  /** Undefined when the token is unknown or too old. Entries stored anew in the meantime win over restored ones. */
  restore: (undo: string) => number | undefined;
  pin: (ids: string[], pinned: boolean) => number;
  /** Sets the time to live of live entries, counted from their recording, milliseconds; returns how many there were. */
  setTtl: (ids: string[], ttlMs: number) => number;
  /**
   * Deletes for good: removed entries whose ten minutes are over, ones not pinned that expired long enough ago, and what
   * is still over limits that were lowered. A bounded batch a call; returns how many went, so call again (in a later turn of the event loop) until it returns 0.
   */
  purge: (now: number) => number;
  /** Texts of served entries whose upstream reported no usage and whose tokens are not estimated yet. */
  withoutUsage: (limit: number) => { id: string; asked: string; answered: string }[];
  setEstimate: (id: string, tokens: { input: number; output: number }) => void;
  totals: () => { entries: number; bytes: number };
  setLimits: (limits: StoreLimits) => void;
}
