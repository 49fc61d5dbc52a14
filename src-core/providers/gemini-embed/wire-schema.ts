import { z } from 'zod';

const vectorSchema = z.looseObject({ values: z.array(z.number()).min(1) });

/** Answers of embedContent (`embedding`) and batchEmbedContents (`embeddings`; @google/genai 3.3.0 `ContentEmbedding`). */
export const embeddingsSchema = z.looseObject({
  embedding: vectorSchema.optional(),
  embeddings: z.array(vectorSchema).optional(),
});
