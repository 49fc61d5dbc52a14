import { z } from 'zod';
import type { Usage } from '../../contracts/views.ts';
import type { JsonObject } from '../../ports/dialect.ts';
import { objectMember } from '../../request/json-value.ts';

const tokens = z.int().nonnegative();

/** openai 7.57.0 `ResponseUsage`; details are left alone. */
const usageSchema = z.looseObject({
  input_tokens: tokens.nullish(),
  output_tokens: tokens.nullish(),
  total_tokens: tokens.nullish(),
});

/** Tokens of a response; null when it reports none that make sense. */
export function readUsage(response: JsonObject): Usage | null {
  const parsed = usageSchema.safeParse(objectMember(response, 'usage'));
  if (!parsed.success) return null;
  const inputTokens = parsed.data.input_tokens ?? 0;
  const outputTokens = parsed.data.output_tokens ?? 0;
  const totalTokens = parsed.data.total_tokens ?? inputTokens + outputTokens;
  return totalTokens === 0 && inputTokens === 0 && outputTokens === 0
    ? null
    : { inputTokens, outputTokens, totalTokens };
}
