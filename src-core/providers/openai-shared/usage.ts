import { z } from 'zod';
import type { Usage } from '../../contracts/views.ts';
import type { JsonObject } from '../../ports/dialect.ts';
import { objectMember } from '../../request/json-value.ts';

const tokens = z.int().nonnegative();

/** openai 7.57.0 `CompletionUsage` and `CreateEmbeddingResponse.Usage` (no completion tokens); details are left alone. */
const usageSchema = z.looseObject({
  prompt_tokens: tokens.nullish(),
  completion_tokens: tokens.nullish(),
  total_tokens: tokens.nullish(),
});

/** The usage object of an answer or chunk. Groq's streams carry it in `x_groq` (groq-sdk 1.6.0 `ChatCompletionChunk`). */
export function usageObject(answer: JsonObject): JsonObject | undefined {
  return objectMember(answer, 'usage') ?? objectMember(objectMember(answer, 'x_groq') ?? {}, 'usage');
}

/** Tokens of an answer; null when it reports none that make sense. */
export function readUsage(answer: JsonObject): Usage | null {
  const parsed = usageSchema.safeParse(usageObject(answer));
  if (!parsed.success) return null;
  const inputTokens = parsed.data.prompt_tokens ?? 0;
  const outputTokens = parsed.data.completion_tokens ?? 0;
  const totalTokens = parsed.data.total_tokens ?? inputTokens + outputTokens;
  return totalTokens === 0 && inputTokens === 0 && outputTokens === 0
    ? null
    : { inputTokens, outputTokens, totalTokens };
}
