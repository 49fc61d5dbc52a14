import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from '../cohere-shared/error-body.ts';
import { replayAsRecorded } from '../json-only/replay-as-recorded.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';

/** Cohere's v2 embed. Exact only: a vector is an answer about one text. */
export const cohereEmbed: Dialect = {
  id: 'cohere-embed',
  identityHeaders: [],
  errorBody,
  readRequest,
  readAnswer,
  replay: replayAsRecorded,
};
