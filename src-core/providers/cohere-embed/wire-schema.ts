import { z } from 'zod';

/**
 * cohere-ai 8.1.0 `EmbedByTypeResponse`: vectors under the types that were asked for, as numbers, or as text for base64.
 */
export const embedSchema = z.looseObject({
  embeddings: z.record(z.string(), z.array(z.union([z.array(z.number()).min(1), z.string().min(1)])).nullish()),
});
