import { z } from 'zod';

const count = z.int().nonnegative();

/** What came of comparing a served answer with a fresh one. Unclear ones are counted apart, until the owner judges them. */
export const shadowVerdictSchema = z.enum(['same', 'different', 'unclear']);
export type ShadowVerdict = z.infer<typeof shadowVerdictSchema>;

export const shadowFields = {
  /** Share of the answers by meaning that are checked against a fresh answer, 0 (off) to 1. */
  share: z.number().min(0).max(1),
  /** No more checks on a day than this, and no more money than this, US dollars. */
  maxRequestsPerDay: z.int().min(0).max(100_000),
  maxDollarsPerDay: z.number().min(0),
  /** Highest share of wrong answers that the owner accepts; matching stops when it is surely passed. */
  maxFalseRate: z.number().min(0.001).max(1),
  /** Why matching was stopped by the checks; null while it was not. */
  stopped: z.string().max(500).nullable(),
};

/** One check. */
export const shadowCheckSchema = z.object({
  id: z.int(),
  at: z.number(),
  requestId: z.string(),
  entryId: z.string(),
  verdict: shadowVerdictSchema,
  /** The owner's word replaced that of the comparison. */
  judged: z.boolean(),
  /** Cosine of the two answers; null when they were too long or too plain to need it. */
  cosine: z.number().nullable(),
  /** What decided, in words. */
  detail: z.string(),
  storedText: z.string(),
  askedText: z.string(),
  storedAnswer: z.string(),
  freshAnswer: z.string(),
  tokens: count,
  dollars: z.number().nonnegative(),
});
export type ShadowCheck = z.infer<typeof shadowCheckSchema>;

/** What the checks have found since they were last reset. */
export const shadowReportSchema = z.object({
  share: z.number(),
  today: z.object({ requests: count, dollars: z.number(), maxRequests: count, maxDollars: z.number() }),
  checks: count,
  same: count,
  different: count,
  unclear: count,
  /** Share of wrong answers among those that are clear, with its 95 % interval (Wilson); null without any. */
  falseRate: z.object({ rate: z.number(), low: z.number(), high: z.number() }).nullable(),
  maxFalseRate: z.number(),
  stopped: z.string().nullable(),
});
export type ShadowReport = z.infer<typeof shadowReportSchema>;
