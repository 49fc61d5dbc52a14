import { z } from 'zod';
import { nearestSchema } from './differences.ts';
import {
  cacheMatchSchema,
  cacheStatusSchema,
  keyPartSchema,
  lookupReasonSchema,
  recordReasonSchema,
} from './outcome.ts';

/** Milliseconds since 1970-01-01 UTC. */
const instant = z.number();
const milliseconds = z.number().nonnegative();
const count = z.int().nonnegative();

/** Tokens as the upstream reported them. */
export const usageSchema = z.object({ inputTokens: count, outputTokens: count, totalTokens: count });
export type Usage = z.infer<typeof usageSchema>;

/** Form of an answer on the wire: one JSON document, a server-sent event stream, or a JSON document per line. */
export const answerModeSchema = z.enum(['json', 'sse', 'ndjson']);
export type AnswerMode = z.infer<typeof answerModeSchema>;

/** A stored request that was compared with the one asked, and what came of it. */
export const matchCandidateSchema = z.object({
  /** The stored request's text is read from its entry: the log keeps no prompts, only the words that decided. */
  entryId: z.string(),
  cosine: z.number(),
  /** Score of the verifier; null when a guard had decided before. */
  logit: z.number().nullable(),
  /** Calibrated probability that the stored answer serves; null without a score. */
  confidence: z.number().nullable(),
  /** Target that applied to this entry. */
  target: z.number(),
  reason: z.string(),
  /** Guards that found something, with the words that differ. */
  guards: z.array(
    z.object({ guard: z.string(), veto: z.boolean(), stored: z.array(z.string()), asked: z.array(z.string()) }),
  ),
});
export type MatchCandidate = z.infer<typeof matchCandidateSchema>;

/** What was looked for by meaning, nearest first. */
export const semanticLookupSchema = z.object({
  target: z.number(),
  /** Why nothing was compared, in words. */
  obstacle: z.string().nullable(),
  candidates: z.array(matchCandidateSchema),
});
export type SemanticLookup = z.infer<typeof semanticLookupSchema>;

/** What the owner says of an answer that was served by meaning. */
export const markVerdictSchema = z.enum(['wrong', 'right']);
export type MarkVerdict = z.infer<typeof markVerdictSchema>;

/** How often each verdict was given. */
export const markCountSchema = z.object({ wrong: count, right: count });
export type MarkCount = z.infer<typeof markCountSchema>;

export const markSchema = z.object({
  at: instant,
  verdict: markVerdictSchema,
  /** Text of the stored request, and the text that was answered with its answer. */
  stored: z.string(),
  asked: z.string(),
  requestId: z.string(),
});
export type Mark = z.infer<typeof markSchema>;

/** One line of the traffic log. `status` is null when the client left before an answer began. */
export const trafficRowSchema = z.object({
  id: z.string(),
  /** Requests that this row stands for: under a flood, identical hits of one moment share a row. */
  repeats: z.int().positive(),
  at: instant,
  client: z.string(),
  project: z.string(),
  method: z.string(),
  path: z.string(),
  upstream: z.string(),
  dialect: z.string().nullable(),
  model: z.string().nullable(),
  cacheStatus: cacheStatusSchema,
  match: cacheMatchSchema.nullable(),
  reason: lookupReasonSchema,
  recorded: recordReasonSchema,
  errorCode: z.string().nullable(),
  status: z.int().nullable(),
  streamed: z.boolean(),
  firstByteMs: milliseconds.nullable(),
  totalMs: milliseconds,
  /** Duration of the upstream call that a hit made unnecessary, in milliseconds. */
  savedMs: milliseconds,
  /** Raw cosine and confidence of a hit by meaning. */
  similarity: z.number().nullable(),
  confidence: z.number().nullable(),
  requestBytes: count,
  responseBytes: count,
  usage: usageSchema.nullable(),
  /** Entry that was served, or that this request created. */
  entryId: z.string().nullable(),
});
export type TrafficRow = z.infer<typeof trafficRowSchema>;

export const headerFieldSchema = z.object({ name: z.string(), value: z.string() });

/** A traffic row with everything that explains it. Secret header values are already masked. */
export const trafficDetailSchema = trafficRowSchema.extend({
  keyParts: z.array(keyPartSchema),
  semantic: semanticLookupSchema.nullable(),
  /** Of a miss: the stored request nearest to it, whatever namespace it is in, and what differs. */
  nearest: nearestSchema.nullable(),
  /** What recording found, in words, when nothing was stored. */
  recordDetail: z.string().nullable(),
  requestHeaders: z.array(headerFieldSchema),
  responseHeaders: z.array(headerFieldSchema),
});
export type TrafficDetail = z.infer<typeof trafficDetailSchema>;

export const entrySummarySchema = z.object({
  id: z.string(),
  createdAt: instant,
  lastHitAt: instant.nullable(),
  expiresAt: instant,
  hits: count,
  /** Bytes on disk: compressed request and answer. */
  sizeBytes: count,
  pinned: z.boolean(),
  upstream: z.string(),
  dialect: z.string(),
  model: z.string(),
  project: z.string(),
  /** Text of the last user message, cut to 300 characters. */
  promptPreview: z.string(),
  mode: answerModeSchema,
  usage: usageSchema.nullable(),
});
export type EntrySummary = z.infer<typeof entrySummarySchema>;

/** An entry in a list. */
export const entryRowSchema = entrySummarySchema.extend({
  /** Its time to live is over: it serves only where mode, request or an outage allow that. */
  stale: z.boolean(),
  /** What the owner said of answers that it gave by meaning. */
  marks: markCountSchema,
});
export type EntryRow = z.infer<typeof entryRowSchema>;

/** One answer that an entry gave. */
export const entryHitSchema = z.object({
  requestId: z.string(),
  at: instant,
  match: cacheMatchSchema,
  /** Identical hits of one moment that this one stands for. */
  count: z.int().positive(),
  /** Text that was answered by meaning; null for an identical request. */
  asked: z.string().nullable(),
  /** Null for an identical request, and when the request has left the log. */
  confidence: z.number().nullable(),
  verdict: markVerdictSchema.nullable(),
});
export type EntryHit = z.infer<typeof entryHitSchema>;

/** One turn of a conversation, flattened to text for people. */
export const turnSchema = z.object({ role: z.string(), text: z.string() });
export type Turn = z.infer<typeof turnSchema>;

export const entryDetailSchema = entrySummarySchema.extend({
  path: z.string(),
  conversation: z.array(turnSchema),
  /** Everything of the request body that is not conversation, as canonical JSON text. */
  parameters: z.string(),
  answerText: z.string(),
  finishReasons: z.array(z.string()),
  contentType: z.string(),
  /** The recorded answer as text, cut to 256 KiB. */
  rawAnswer: z.string(),
  rawAnswerTruncated: z.boolean(),
  requestDurationMs: milliseconds,
  /** The request body as its client sent it, cut to 256 KiB; null for entries that were stored without one. */
  requestBody: z.string().nullable(),
  keyParts: z.array(keyPartSchema),
});
export type EntryDetail = z.infer<typeof entryDetailSchema>;

/** State of one part of the product: `reason` says why when it is not `ok`. */
export const healthItemSchema = z.object({
  part: z.enum(['proxy', 'mode', 'store', 'selfTest', 'hitRate', 'matching', 'models', 'index']),
  state: z.enum(['ok', 'starting', 'degraded', 'down']),
  reason: z.string().nullable(),
});
export type HealthItem = z.infer<typeof healthItemSchema>;

export const cacheModeSchema = z.enum(['live', 'prefer-cache', 'replay-only', 'refresh', 'pause']);
export type CacheMode = z.infer<typeof cacheModeSchema>;

export const statusSchema = z.object({
  version: z.string(),
  pid: z.int(),
  startedAt: instant,
  now: instant,
  /** Null while the port could not be opened. */
  url: z.string().nullable(),
  mode: cacheModeSchema,
  dataDir: z.string(),
  defaultUpstream: z.string(),
  store: z.object({ entries: count, bytes: count, maxBytes: count, maxEntries: count, readOnly: z.boolean() }),
  /** Totals since this instance started. */
  totals: z.object({ requests: count, hits: count, misses: count, bypasses: count, errors: count, stored: count }),
  /** Upstream calls under way for cacheable requests, and the clients that get their answers. */
  inFlight: z.object({ calls: count, clients: count }),
  health: z.array(healthItemSchema),
  /** Failures that no request felt, by name. */
  failures: z.record(z.string(), count),
});
export type Status = z.infer<typeof statusSchema>;

export const rangeSchema = z.enum(['1h', '24h', '7d', '30d']);
export type Range = z.infer<typeof rangeSchema>;

/** What the Overview screen shows for one range of time. */
export const overviewSchema = z.object({
  range: rangeSchema,
  totals: z.object({
    requests: count,
    /** Needed no upstream call of their own: exact, by meaning, stale and coalesced together. */
    hits: count,
    exactHits: count,
    semanticHits: count,
    staleHits: count,
    coalesced: count,
    misses: count,
    bypasses: count,
    errors: count,
    inputTokensSaved: count,
    outputTokensSaved: count,
    savedMs: milliseconds,
    medianHitMs: milliseconds.nullable(),
    medianMissMs: milliseconds.nullable(),
  }),
  /** Equal steps of time, oldest first; `at` is the start of each. */
  series: z.array(
    z.object({
      at: instant,
      exactHits: count,
      semanticHits: count,
      staleHits: count,
      coalesced: count,
      hits: count,
      misses: count,
      bypasses: count,
      errors: count,
    }),
  ),
  byModel: z.array(z.object({ name: z.string(), requests: count, hits: count })),
  byProject: z.array(z.object({ name: z.string(), requests: count, hits: count })),
  recentErrors: z.array(trafficRowSchema),
});
export type Overview = z.infer<typeof overviewSchema>;

export const upstreamViewSchema = z.object({
  name: z.string(),
  title: z.string(),
  baseUrl: z.string(),
  /** Path prefix on the proxy that selects it, such as `/groq` or `/u/gateway`. */
  prefix: z.string(),
  dialects: z.array(z.string()),
  builtIn: z.boolean(),
  isDefault: z.boolean(),
  /** End of the key that Semcache adds to requests without one, empty for a short one; null when it has none. */
  keyLast4: z.string().nullable(),
  /** What real traffic and tests have shown since start. */
  state: z.enum(['unknown', 'ok', 'failing']),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
  lastUsedAt: instant.nullable(),
});
export type UpstreamView = z.infer<typeof upstreamViewSchema>;

export const upstreamTestSchema = z.object({
  reachable: z.boolean(),
  status: z.int().nullable(),
  milliseconds,
  message: z.string(),
});
export type UpstreamTest = z.infer<typeof upstreamTestSchema>;
