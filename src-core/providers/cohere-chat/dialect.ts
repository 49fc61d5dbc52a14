import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from '../cohere-shared/error-body.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';
import { replay } from './replay.ts';

/** Cohere's v2 chat. Its v1 is another format and passes through. */
export const cohereChat: Dialect = {
  id: 'cohere-chat',
  identityHeaders: [],
  errorBody,
  readRequest,
  readAnswer,
  replay,
};
