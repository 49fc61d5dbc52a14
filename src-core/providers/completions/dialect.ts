import type { Dialect } from '../../ports/dialect.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';
import { replay } from './replay.ts';

/** OpenAI's legacy Completions, still spoken by local servers and for fill-in-the-middle. */
export const completions: Dialect = {
  id: 'completions',
  identityHeaders: ['openai-beta'],
  readRequest,
  readAnswer,
  replay,
};
