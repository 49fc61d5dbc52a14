import { z } from 'zod';

/** The little of an answer that judging it needs (@google/genai 3.3.0 `GenerateContentResponse`); the rest passes unseen. */
const candidateSchema = z.looseObject({
  finishReason: z.string().nullish(),
  content: z.looseObject({ parts: z.array(z.looseObject({})).nullish() }).nullish(),
});

export const generateContentSchema = z.looseObject({ candidates: z.array(candidateSchema).min(1) });

const tokens = z.int().nonnegative().nullish();

/** @google/genai 3.3.0 `GenerateContentResponseUsageMetadata`; protobuf JSON leaves zeros out. */
export const usageSchema = z.looseObject({
  promptTokenCount: tokens,
  toolUsePromptTokenCount: tokens,
  candidatesTokenCount: tokens,
  thoughtsTokenCount: tokens,
  totalTokenCount: tokens,
});
