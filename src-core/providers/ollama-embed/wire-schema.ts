import { z } from 'zod';

const vectorSchema = z.array(z.number()).min(1);

/** ollama 0.6.4 `EmbedResponse`, or `EmbeddingsResponse` of the older call. Empty ones answer a request to load. */
export const embedSchema = z.union([
  z.looseObject({ embeddings: z.array(vectorSchema).min(1) }).transform(({ embeddings }) => embeddings),
  z.looseObject({ embedding: vectorSchema }).transform(({ embedding }) => [embedding]),
]);
