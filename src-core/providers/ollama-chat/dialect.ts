import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from '../ollama-shared/error-body.ts';
import { readAnswer } from '../ollama-shared/read-answer.ts';
import { replay } from '../ollama-shared/replay.ts';
import { chatShape } from './answer-shape.ts';
import { readRequest } from './read-request.ts';

/** Ollama's own chat, `POST /api/chat`. */
export const ollamaChat: Dialect = {
  id: 'ollama-chat',
  identityHeaders: [],
  errorBody,
  readRequest,
  readAnswer: (recording, rules) => readAnswer(recording, rules, chatShape),
  replay: (recording, wish) => replay(recording, wish, chatShape),
};
