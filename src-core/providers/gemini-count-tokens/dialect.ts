import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from '../gemini/error-body.ts';
import { identityHeaders } from '../gemini/identity-headers.ts';
import { replayAsRecorded } from '../json-only/replay-as-recorded.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';

/** Gemini's countTokens. Exact only: a count is about one text. */
export const geminiCountTokens: Dialect = {
  id: 'gemini-count-tokens',
  identityHeaders,
  errorBody,
  readRequest,
  readAnswer,
  replay: replayAsRecorded,
};
