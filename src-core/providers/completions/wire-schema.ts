import { z } from 'zod';

/** The little of a legacy completion that judging it needs (openai 7.57.0 `Completion`). */
export const completionSchema = z.looseObject({
  choices: z.array(z.looseObject({ finish_reason: z.string().nullish(), text: z.string() })).min(1),
});
