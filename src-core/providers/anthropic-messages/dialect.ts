import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from './error-body.ts';
import { identityHeaders } from './identity-headers.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';
import { replay } from './replay.ts';

/** Anthropic Messages, as Anthropic, DeepSeek, OpenRouter, LM Studio and Ollama speak it. */
export const anthropicMessages: Dialect = {
  id: 'anthropic-messages',
  identityHeaders,
  requestIdHeader: 'request-id',
  errorBody,
  readRequest,
  readAnswer,
  replay,
};
