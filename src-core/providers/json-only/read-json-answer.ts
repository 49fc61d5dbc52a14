import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { errorInBody } from '../openai-shared/error-object.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';

export type JsonAnswerReading =
  | { ok: true; answer: JsonObject }
  | { ok: false; rejection: AnswerReading & { storable: false } };

/** The JSON object of an answer that is not a stream, unless it is an error despite its status. */
export function readJsonAnswer(recording: Recording): JsonAnswerReading {
  const answer = recording.mode === 'json' ? parseJsonObject(recording.body) : undefined;
  if (answer === undefined) return rejected('not_parseable', 'the body is not a JSON object');
  const error = errorInBody(answer);
  return error === undefined ? { ok: true, answer } : rejected('error_in_body', error);
}

function rejected(reason: 'not_parseable' | 'error_in_body', detail: string): JsonAnswerReading {
  return { ok: false, rejection: { storable: false, reason, detail } };
}
