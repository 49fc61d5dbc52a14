import { z } from 'zod';

/**
 * openai 7.57.0 `CreateEmbeddingResponse`, with the vector as numbers or, when base64 was asked for, as text. Empty data
 * answers nothing.
 */
export const embeddingsSchema = z.looseObject({
  data: z.array(z.looseObject({ embedding: z.union([z.array(z.number()).min(1), z.string().min(1)]) })).min(1),
});
