import type { Dialect } from '../../ports/dialect.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';
import { replay } from './replay.ts';

/** OpenAI Chat Completions, as OpenAI and every compatible vendor speak it. */
export const openaiChat: Dialect = {
  id: 'openai-chat',
  // Groq selects a version of its compound systems by header; OpenAI switches betas on by header; Google, which speaks this
  // format too, is told there whose quota, models and settings are used.
  identityHeaders: ['openai-beta', 'groq-model-version', 'x-goog-user-project'],
  readRequest,
  readAnswer,
  replay,
};
