import { z } from 'zod';

/** The little of a message that judging it needs (@anthropic-ai/sdk 1.13.0 `Message`); the rest passes unseen. */
export const messageSchema = z.looseObject({
  content: z.array(z.looseObject({ type: z.string() })),
  stop_reason: z.string().nullish(),
});
