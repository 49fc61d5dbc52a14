import type { Dialect } from '../../ports/dialect.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';
import { replay } from './replay.ts';

/** OpenAI Embeddings. Exact only: a vector is an answer about one text. */
export const embeddings: Dialect = {
  id: 'embeddings',
  identityHeaders: ['openai-beta'],
  readRequest,
  readAnswer,
  replay,
};
