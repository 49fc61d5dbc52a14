import type { Dialect } from '../../ports/dialect.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';
import { replay } from './replay.ts';

/** OpenAI Responses, as OpenAI, Azure, xAI, OpenRouter, Groq, LM Studio and Ollama serve it. */
export const openaiResponses: Dialect = {
  id: 'openai-responses',
  // OpenAI switches betas on by header.
  identityHeaders: ['openai-beta'],
  readRequest,
  readAnswer,
  replay,
};
