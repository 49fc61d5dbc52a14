import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from '../anthropic-messages/error-body.ts';
import { identityHeaders } from '../anthropic-messages/identity-headers.ts';
import { replayAsRecorded } from '../json-only/replay-as-recorded.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';

/** Anthropic's POST /messages/count_tokens. Exact only: a count is about one text. */
export const anthropicCountTokens: Dialect = {
  id: 'anthropic-count-tokens',
  identityHeaders,
  requestIdHeader: 'request-id',
  errorBody,
  readRequest,
  readAnswer,
  replay: replayAsRecorded,
};
