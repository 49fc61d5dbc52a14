import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import type { Recording } from '../../ports/answer-store.ts';
import { decodeUtf8, parseJsonText } from '../../request/json-parse.ts';
import { isJsonObject } from '../../request/json-value.ts';
import { errorInBody } from './error-object.ts';
import { readRecordedStream } from './recorded-stream.ts';

export type BodyReading =
  | { ok: true; answer: JsonObject }
  | { ok: false; rejection: AnswerReading & { storable: false } };

/** The JSON object of a recorded answer; a stream is assembled into the one its JSON form would have been. */
export function readBody(recording: Recording, assemble: (chunks: readonly JsonObject[]) => JsonObject): BodyReading {
  if (recording.mode === 'sse') {
    const stream = readRecordedStream(recording.body);
    if (!stream.ok) return stream;
    if (!stream.isDone) return rejected('truncated', 'the stream has no [DONE]');
    return { ok: true, answer: assemble(stream.chunks) };
  }
  const answer = parseJsonObject(recording.body);
  if (answer === undefined) return rejected('not_parseable', 'the body is not a JSON object');
  const error = errorInBody(answer);
  return error === undefined ? { ok: true, answer } : rejected('error_in_body', error);
}

/** Bytes to a JSON object; undefined for anything else. */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  const text = decodeUtf8(bytes);
  const value = text === undefined ? undefined : parseJsonText(text);
  return isJsonObject(value) ? value : undefined;
}

function rejected(reason: 'not_parseable' | 'error_in_body' | 'truncated', detail: string): BodyReading {
  return { ok: false, rejection: { storable: false, reason, detail } };
}
