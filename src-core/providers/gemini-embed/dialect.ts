import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from '../gemini/error-body.ts';
import { identityHeaders } from '../gemini/identity-headers.ts';
import { replayAsRecorded } from '../json-only/replay-as-recorded.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';

/** Gemini's embedContent and batchEmbedContents. Exact only: a vector is an answer about one text. */
export const geminiEmbed: Dialect = {
  id: 'gemini-embed',
  identityHeaders,
  errorBody,
  readRequest,
  readAnswer,
  replay: replayAsRecorded,
};
