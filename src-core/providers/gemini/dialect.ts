import type { Dialect } from '../../ports/dialect.ts';
import { errorBody } from './error-body.ts';
import { identityHeaders } from './identity-headers.ts';
import { readAnswer } from './read-answer.ts';
import { readRequest } from './read-request.ts';
import { replay } from './replay.ts';

/** Gemini's own generateContent and streamGenerateContent, of Google AI Studio and Vertex AI. */
export const gemini: Dialect = { id: 'gemini', identityHeaders, errorBody, readRequest, readAnswer, replay };
