import { z } from 'zod';
import type { Usage } from '../../contracts/views.ts';
import type { JsonValue } from '../../ports/dialect.ts';

const tokens = z.int().nonnegative().nullish();

/** @anthropic-ai/sdk 1.13.0 `Usage`. */
const usageSchema = z.looseObject({
  input_tokens: tokens,
  cache_creation_input_tokens: tokens,
  cache_read_input_tokens: tokens,
  output_tokens: tokens,
});

/**
 * Tokens of an answer; null when it reports none that make sense. The input is the sum of three counters: `input_tokens`
 * alone is only what the provider's prompt cache neither wrote nor read (docs of `Message.usage`).
 */
export function readUsage(usage: JsonValue | undefined): Usage | null {
  const parsed = usageSchema.safeParse(usage);
  if (!parsed.success) return null;
  const { data } = parsed;
  const inputTokens =
    (data.input_tokens ?? 0) + (data.cache_creation_input_tokens ?? 0) + (data.cache_read_input_tokens ?? 0);
  const outputTokens = data.output_tokens ?? 0;
  const totalTokens = inputTokens + outputTokens;
  return totalTokens === 0 ? null : { inputTokens, outputTokens, totalTokens };
}
