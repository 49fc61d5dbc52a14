import { z } from 'zod';

const count = z.int().nonnegative();
const money = z.number().nonnegative();

/** A price of the owner's own; the first that fits counts before the built-in table. */
export const ownPriceSchema = z.strictObject({
  /** Name of an upstream; every upstream when left out. */
  upstream: z.string().min(1).max(100).optional(),
  /** Model name; `*` stands for any characters. */
  model: z.string().min(1).max(200),
  /** US dollars per million tokens. */
  inputPerMillion: money,
  outputPerMillion: money,
});
export type OwnPrice = z.infer<typeof ownPriceSchema>;

/** Where a figure in money comes from. */
const priceSourceSchema = z.enum(['own', 'table', 'local', 'unknown']);

/** What requests that needed no upstream call saved. */
export const savingSchema = z.object({
  /** Requests answered from the cache. */
  requests: count,
  inputTokens: count,
  outputTokens: count,
  /** Part of the tokens that no upstream reported: counted here with a tokenizer. */
  estimatedTokens: count,
  /** Requests whose tokens nobody knows (yet). */
  uncounted: count,
  /** Duration of the upstream calls that were not needed, milliseconds; what the hits took is taken off. */
  savedMs: z.number(),
  /** US dollars, for the tokens that have a price. */
  dollars: money,
  /** Tokens that have no price. */
  unpricedTokens: count,
});
export type Saving = z.infer<typeof savingSchema>;

/** The price that a model's figures rest on. */
export const usedPriceSchema = z.object({
  upstream: z.string(),
  model: z.string(),
  source: priceSourceSchema,
  /** US dollars per million tokens at this model's mean request; null without a price. */
  inputPerMillion: money.nullable(),
  outputPerMillion: money.nullable(),
  /** The table's name for the model, or whose rule it is. */
  detail: z.string(),
});
export type UsedPrice = z.infer<typeof usedPriceSchema>;

const named = z.array(savingSchema.extend({ name: z.string() }));

export const savingsSchema = z.object({
  from: z.number(),
  to: z.number(),
  currency: z.literal('USD'),
  total: savingSchema,
  /** Local days as YYYY-MM-DD, oldest first. */
  byDay: named,
  byProject: named,
  byModel: named,
  byUpstream: named,
  /** Each day of each project and model, oldest first. */
  days: z.array(savingSchema.extend({ day: z.string(), project: z.string(), model: z.string() })),
  prices: z.array(usedPriceSchema),
  /** What the figures rest on, one sentence each. */
  sources: z.array(z.string()),
});
export type Savings = z.infer<typeof savingsSchema>;
