import { z } from 'zod';
import type { Usage } from '../../contracts/views.ts';
import type { JsonObject } from '../../ports/dialect.ts';

const tokens = z.int().nonnegative().nullish();

/** ollama 0.6.4 `ChatResponse`, `GenerateResponse`, `EmbedResponse`; Ollama leaves zeros out. */
const countsSchema = z.looseObject({ prompt_eval_count: tokens, eval_count: tokens });

/** Tokens of an answer; null when it reports none that make sense. */
export function readUsage(answer: JsonObject): Usage | null {
  const parsed = countsSchema.safeParse(answer);
  if (!parsed.success) return null;
  const inputTokens = parsed.data.prompt_eval_count ?? 0;
  const outputTokens = parsed.data.eval_count ?? 0;
  const totalTokens = inputTokens + outputTokens;
  return totalTokens === 0 ? null : { inputTokens, outputTokens, totalTokens };
}
