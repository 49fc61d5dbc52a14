import { z } from 'zod';
import { markVerdictSchema, matchCandidateSchema } from './views.ts';

const count = z.int().nonnegative();
const targetSchema = z.number().min(0.9).max(0.999);

export const matchTestParamsSchema = z.strictObject({
  text: z.string().min(1).max(20_000),
  /** Only entries of this project, or of this model. */
  project: z.string().optional(),
  model: z.string().optional(),
  /** Precision target; the one in settings when left out. */
  target: targetSchema.optional(),
  limit: z.int().min(1).max(20).default(5),
});
export type MatchTestParams = z.output<typeof matchTestParamsSchema>;

/** The stored requests nearest to a text, in whatever partition, each judged as if everything else were identical. */
export const matchTestSchema = z.object({
  target: z.number(),
  /** Why the text would not be compared, in words; the candidates are judged all the same. */
  obstacle: z.string().nullable(),
  candidates: z.array(
    matchCandidateSchema.extend({
      storedText: z.string(),
      project: z.string(),
      model: z.string(),
      upstream: z.string(),
      serves: z.boolean(),
    }),
  ),
});
export type MatchTest = z.infer<typeof matchTestSchema>;

export const matchReplayParamsSchema = z.strictObject({
  /** How many of the latest logged requests that were looked for by meaning. */
  last: z.int().min(1).max(20_000).default(2000),
  target: targetSchema.optional(),
  project: z.string().optional(),
});
export type MatchReplayParams = z.output<typeof matchReplayParamsSchema>;

/** What the same requests would have got at a target, each compared with what was stored when it came. */
export const replayPointSchema = z.object({
  target: z.number(),
  /** Hits by meaning at this target. */
  hits: count,
  /** Against what happened: misses that would have been hits, and hits that would have been misses. */
  gained: count,
  lost: count,
  /** Tokens and US dollars of the hits gained, less those lost. */
  tokens: z.int(),
  dollars: z.number(),
});
export type ReplayPoint = z.infer<typeof replayPointSchema>;

export const replayPairSchema = matchCandidateSchema.extend({
  requestId: z.string(),
  at: z.number(),
  change: z.enum(['gained', 'lost']),
  storedText: z.string().nullable(),
  /** Null when the request's answer was not stored: the log keeps no prompts. */
  askedText: z.string().nullable(),
  verdict: markVerdictSchema.nullable(),
  tokens: count,
});
export type ReplayPair = z.infer<typeof replayPairSchema>;

export const matchReplaySchema = z.object({
  /** Requests that were looked at, and the time they span. */
  requests: count,
  from: z.number().nullable(),
  to: z.number().nullable(),
  target: z.number(),
  chosen: replayPointSchema,
  curve: z.array(replayPointSchema),
  /** Pairs that the chosen target would change, most certain first; at most 200. */
  pairs: z.array(replayPairSchema),
});
export type MatchReplay = z.infer<typeof matchReplaySchema>;
