import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from '../cohere-shared/error-body.ts';
import { replayAsRecorded } from '../json-only/replay-as-recorded.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';

/** Cohere's v2 rerank. Exact only: an order is about one query and its documents. */
export const cohereRerank: Dialect = {
  id: 'cohere-rerank',
  identityHeaders: [],
  errorBody,
  readRequest,
  readAnswer,
  replay: replayAsRecorded,
};
