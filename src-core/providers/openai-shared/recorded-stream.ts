import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { parseJsonText } from '../../request/json-parse.ts';
import { isJsonObject } from '../../request/json-value.ts';
import { parseSse } from '../../wire/sse.ts';
import { errorInBody } from './error-object.ts';

/** Data of the event that ends a stream (OpenAI API reference, "stream"). */
export const doneMarker = '[DONE]';

export type RecordedStream =
  | { ok: true; chunks: JsonObject[]; isDone: boolean }
  | { ok: false; rejection: AnswerReading & { storable: false } };

/**
 * Chunks of a recorded stream up to its end marker. What follows the marker no SDK reads. A marker whose blank line is
 * missing counts: nothing can be cut off behind it.
 */
export function readRecordedStream(bytes: Uint8Array): RecordedStream {
  const { events, unfinished } = parseSse(bytes);
  const chunks: JsonObject[] = [];
  for (const { event, data } of events) {
    if (data === doneMarker) return { ok: true, chunks, isDone: true };
    if (data === '') continue;
    const chunk = parseJsonText(data);
    if (!isJsonObject(chunk)) return rejected('not_parseable', 'a stream event is not a JSON object');
    const error = errorInBody(chunk) ?? (event === 'error' ? 'an error event' : undefined);
    if (error !== undefined) return rejected('error_in_body', error);
    chunks.push(chunk);
  }
  return { ok: true, chunks, isDone: unfinished?.data === doneMarker };
}

function rejected(reason: 'not_parseable' | 'error_in_body', detail: string): RecordedStream {
  return { ok: false, rejection: { storable: false, reason, detail } };
}
