import { z } from 'zod';

/**
 * The little of a response that judging it needs (openai 7.57.0 `Response`); everything else passes unseen, since vendors
 * add members and item types freely.
 */
export const responseSchema = z.looseObject({
  status: z.string(),
  incomplete_details: z.looseObject({ reason: z.string().nullish() }).nullish(),
  output: z.array(z.looseObject({ type: z.string() })).min(1),
});
