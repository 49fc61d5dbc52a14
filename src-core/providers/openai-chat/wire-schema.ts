import { z } from 'zod';

/**
 * The little of a chat completion that judging it needs (openai 7.57.0 `ChatCompletion`); everything else passes
 * unseen, since vendors add members freely.
 */
const messageSchema = z.looseObject({
  content: z.union([z.string(), z.array(z.unknown())]).nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(z.looseObject({})).nullish(),
});

export const chatCompletionSchema = z.looseObject({
  choices: z.array(z.looseObject({ finish_reason: z.string().nullish(), message: messageSchema })).min(1),
});
