import type { CacheMatch, CacheStatus, KeyPart, LookupReason, RecordReason } from '../contracts/outcome.ts';
import type { Nearest } from '../contracts/differences.ts';
import type { SemanticLookup, Usage } from '../contracts/views.ts';

/** What is decided about one request, filled in as it goes; headers, log and console are all made from it. */
export interface Outcome {
  cacheStatus: CacheStatus;
  match: CacheMatch | null;
  reason: LookupReason;
  recorded: RecordReason;
  recordDetail: string | null;
  errorCode: string | null;
  entryId: string | null;
  model: string | null;
  keyParts: KeyPart[];
  /** The text that was answered by meaning. */
  asked: string | null;
  semantic: SemanticLookup | null;
  /** Of a miss: the nearest stored request and what differs. */
  nearest: Nearest | null;
  /** Raw cosine and confidence of a hit by meaning. */
  similarity: number | null;
  confidence: number | null;
  usage: Usage | null;
  savedMs: number;
  streamed: boolean;
}

/** Until something better is known, a request passes through. */
export function passThroughOutcome(): Outcome {
  return {
    cacheStatus: 'bypass',
    match: null,
    reason: 'path_not_cacheable',
    recorded: 'not_applicable',
    recordDetail: null,
    errorCode: null,
    entryId: null,
    model: null,
    keyParts: [],
    asked: null,
    semantic: null,
    nearest: null,
    similarity: null,
    confidence: null,
    usage: null,
    savedMs: 0,
    streamed: false,
  };
}

/** The response headers that say what happened (flat list of names and values). */
export function outcomeHeaders(outcome: Outcome, requestId: string, ageSeconds: number | null): string[] {
  const headers = ['X-Cache-Status', outcome.cacheStatus];
  if (outcome.match !== null) headers.push('X-Cache-Match', outcome.match);
  if (outcome.similarity !== null) headers.push('X-Cache-Similarity', outcome.similarity.toFixed(4));
  if (outcome.confidence !== null) headers.push('X-Cache-Confidence', outcome.confidence.toFixed(4));
  headers.push('X-Cache-Reason', outcome.errorCode ?? outcome.reason);
  if (ageSeconds !== null) headers.push('Age', String(ageSeconds));
  if (outcome.entryId !== null) headers.push('x-semcache-entry', outcome.entryId);
  headers.push('x-semcache-request', requestId);
  return headers;
}

const ownNames = new Set([
  'x-cache-status',
  'x-cache-match',
  'x-cache-similarity',
  'x-cache-confidence',
  'x-cache-reason',
  'x-semcache-entry',
  'x-semcache-request',
]);

/** Response headers that are ours to set; an upstream that is itself a cache may send the same names. */
export function isOutcomeHeader(lowerName: string): boolean {
  return ownNames.has(lowerName);
}
