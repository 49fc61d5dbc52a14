import type { Dialect } from '../../ports/dialect.ts';
import { replayAsRecorded } from '../json-only/replay-as-recorded.ts';
import { errorBody } from './error-body.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';

/** Predictions of Replicate that are waited for. */
export const replicate: Dialect = {
  id: 'replicate',
  identityHeaders: [],
  // "Prediction has been created"; 202 when it has not finished in time (Replicate's OpenAPI document).
  answerStatus: 201,
  errorBody,
  readRequest,
  readAnswer,
  replay: replayAsRecorded,
};
