import type { OutcomeCount } from '../contracts/diagnostics.ts';
import type { CacheMatch } from '../contracts/outcome.ts';
import type { TrafficFilter } from '../contracts/operations.ts';
import type {
  EntryHit,
  Overview,
  Range,
  SemanticLookup,
  TrafficDetail,
  TrafficRow,
  Usage,
} from '../contracts/views.ts';
import type { HitRecord, Page } from './answer-store.ts';

/** One finished request for the log; `hit` is counted on its entry in the same write. */
export interface LogRecord {
  detail: TrafficDetail;
  hit: HitRecord | null;
}

/** Requests of one day, project, upstream and model that needed no upstream call. */
export interface SavedGroup {
  /** Local day, YYYY-MM-DD. */
  day: string;
  project: string;
  upstream: string;
  model: string;
  requests: number;
  /** As reported by the upstream. */
  inputTokens: number;
  outputTokens: number;
  /** Of requests whose answer came without usage, as estimated from their entry. */
  estimatedInputTokens: number;
  estimatedOutputTokens: number;
  /** Requests with neither. */
  uncounted: number;
  /** Duration of the calls that were not needed, and of the answers given instead, milliseconds. */
  savedMs: number;
  spentMs: number;
  lastAt: number;
}

/** A logged request that was compared by meaning. */
export interface LoggedLookup {
  id: string;
  at: number;
  project: string;
  upstream: string;
  model: string;
  /** It was answered by meaning. */
  wasHit: boolean;
  /** Entry that was served, or that its answer was stored as. */
  entryId: string | null;
  usage: Usage | null;
  semantic: SemanticLookup;
}

/** Rows of the traffic log. Writing is batched by the caller, so one call is one transaction. */
export interface RequestLog {
  /** All of the records or, when it throws, none; the same records may then be appended again. */
  append: (records: LogRecord[]) => void;
  list: (query: {
    filter: TrafficFilter;
    sort: 'newest' | 'oldest';
    cursor: string | null;
    limit: number;
  }) => Page<TrafficRow>;
  get: (id: string) => TrafficDetail | undefined;
  /** The answers that an entry gave, newest first; a hit outlives its request's row. */
  hitsOf: (query: {
    entryId: string;
    match: CacheMatch | null;
    cursor: string | null;
    limit: number;
  }) => Page<EntryHit>;
  overview: (range: Range, now: number) => Overview;
  /** The latest requests that were compared by meaning, newest first. */
  lookups: (query: { last: number; project: string | null }) => LoggedLookup[];
  /** How often each outcome happened since an instant. */
  outcomes: (since: number) => OutcomeCount[];
  /** What was served without an upstream call in [from, to). */
  saved: (from: number, to: number) => SavedGroup[];
  /**
   * Deletes rows older than `before` and the oldest beyond `maxRows`. A bounded batch a call; returns how many went, so
   * call again (in a later turn of the event loop) until it returns 0.
   */
  prune: (limits: { before: number; maxRows: number }) => number;
}
