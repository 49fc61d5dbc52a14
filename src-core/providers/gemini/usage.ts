import type { Usage } from '../../contracts/views.ts';
import type { JsonObject } from '../../ports/dialect.ts';
import { usageSchema } from './wire-schema.ts';

/** Tokens of an answer; thoughts are billed as output. Null when it reports none that make sense. */
export function readUsage(answer: JsonObject): Usage | null {
  const parsed = usageSchema.safeParse(answer['usageMetadata']);
  if (!parsed.success) return null;
  const { promptTokenCount, toolUsePromptTokenCount, candidatesTokenCount, thoughtsTokenCount } = parsed.data;
  const inputTokens = (promptTokenCount ?? 0) + (toolUsePromptTokenCount ?? 0);
  const outputTokens = (candidatesTokenCount ?? 0) + (thoughtsTokenCount ?? 0);
  const totalTokens = parsed.data.totalTokenCount ?? inputTokens + outputTokens;
  return totalTokens === 0 ? null : { inputTokens, outputTokens, totalTokens };
}
