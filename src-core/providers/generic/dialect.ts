import type { Dialect } from '../../ports/dialect.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';

/** Whatever a caller asks to be cached by naming its compared text: a POST of JSON, replayed in its own form only. */
export const generic: Dialect = {
  id: 'generic',
  // It may choose the form of the answer.
  identityHeaders: ['accept'],
  readRequest,
  readAnswer,
  replay: ({ contentType, body }) => ({ contentType, body }),
};
