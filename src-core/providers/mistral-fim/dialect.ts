import type { Dialect } from '../../ports/dialect.ts';
import { readRequest } from '../completions/read-request.ts';
import { readAnswer } from '../openai-chat/read-answer.ts';
import { replay } from '../openai-chat/replay.ts';

/**
 * Mistral's fill-in-the-middle: asked like a legacy completion (prompt, suffix), answered like a chat
 * (@mistralai/mistralai 2.7.0 `FIMCompletionRequest`, `FIMCompletionResponse`). Exact only: code to be continued.
 */
export const mistralFim: Dialect = { id: 'mistral-fim', identityHeaders: [], readRequest, readAnswer, replay };
