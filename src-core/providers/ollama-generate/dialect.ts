import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from '../ollama-shared/error-body.ts';
import { readAnswer } from '../ollama-shared/read-answer.ts';
import { replay } from '../ollama-shared/replay.ts';
import { generateShape } from './answer-shape.ts';
import { readRequest } from './read-request.ts';

/** Ollama's own completion of a prompt, `POST /api/generate`. */
export const ollamaGenerate: Dialect = {
  id: 'ollama-generate',
  identityHeaders: [],
  errorBody,
  readRequest,
  readAnswer: (recording, rules) => readAnswer(recording, rules, generateShape),
  replay: (recording, wish) => replay(recording, wish, generateShape),
};
