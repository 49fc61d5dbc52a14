import { z } from 'zod';
import type { Usage } from '../../contracts/views.ts';
import type { JsonValue } from '../../ports/dialect.ts';

const tokens = z.number().nonnegative().nullish();
const countsSchema = z.looseObject({ input_tokens: tokens, image_tokens: tokens, output_tokens: tokens });

/** cohere-ai 8.1.0 `Usage` of chats and `ApiMeta` of embeddings, as they are on the wire. */
const usageSchema = z.looseObject({ tokens: countsSchema.nullish(), billed_units: countsSchema.nullish() });

/** Tokens that were used, or else those that were billed; null when neither is told. */
export function readUsage(usage: JsonValue | undefined): Usage | null {
  const parsed = usageSchema.safeParse(usage);
  const counts = parsed.success ? (parsed.data.tokens ?? parsed.data.billed_units) : undefined;
  const inputTokens = Math.round((counts?.input_tokens ?? 0) + (counts?.image_tokens ?? 0));
  const outputTokens = Math.round(counts?.output_tokens ?? 0);
  const totalTokens = inputTokens + outputTokens;
  return totalTokens === 0 ? null : { inputTokens, outputTokens, totalTokens };
}
