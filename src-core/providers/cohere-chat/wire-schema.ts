import { z } from 'zod';

/** The little of an answer that judging it needs (cohere-ai 8.1.0 `V2ChatResponse` on the wire); the rest passes unseen. */
export const chatSchema = z.looseObject({
  finish_reason: z.string().nullish(),
  message: z.looseObject({
    content: z.array(z.looseObject({})).nullish(),
    tool_calls: z.array(z.looseObject({})).nullish(),
  }),
});
