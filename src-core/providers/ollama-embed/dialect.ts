import type { Dialect } from '../../ports/dialect.ts';
import { replayAsRecorded } from '../json-only/replay-as-recorded.ts';
import { errorBody } from '../ollama-shared/error-body.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';

/** Ollama's own embeddings. Exact only: a vector is an answer about one text. */
export const ollamaEmbed: Dialect = {
  id: 'ollama-embed',
  identityHeaders: [],
  errorBody,
  readRequest,
  readAnswer,
  replay: replayAsRecorded,
};
