import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { parseJsonText } from '../../request/json-parse.ts';
import { isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';
import { parseSse } from '../../wire/sse.ts';
import { errorInBody } from '../openai-shared/error-object.ts';
import { doneMarker } from '../openai-shared/recorded-stream.ts';
import { assemble, type DoneItem } from './assemble.ts';

export type ResponseReading =
  | { ok: true; response: JsonObject }
  | { ok: false; rejection: AnswerReading & { storable: false } };

/** Types of the event that ends a stream; its `response` is the whole answer. */
const ending = /^response\.(completed|incomplete|failed|cancelled)$/;

/**
 * The response that a recorded stream ended with (openai 7.57.0 `ResponseStreamEvent`). There is no `[DONE]`; servers
 * that send one all the same do so behind the last event, which nobody reads. An event whose blank line is missing was
 * never dispatched, so it ends nothing.
 */
export function readStream(bytes: Uint8Array): ResponseReading {
  const items: DoneItem[] = [];
  for (const { event, data } of parseSse(bytes).events) {
    if (data === doneMarker) break;
    if (data === '') continue;
    const chunk = parseJsonText(data);
    if (!isJsonObject(chunk)) return rejected('not_parseable', 'a stream event is not a JSON object');
    const error = errorInBody(chunk) ?? (event === 'error' ? 'an error event' : undefined);
    if (error !== undefined) return rejected('error_in_body', error);
    const type = stringMember(chunk, 'type') ?? '';
    const status = ending.exec(type)?.[1];
    if (status !== undefined) return readEnd(objectMember(chunk, 'response'), status, items);
    const item = type === 'response.output_item.done' ? objectMember(chunk, 'item') : undefined;
    if (item !== undefined) items.push({ index: chunk['output_index'], item });
  }
  return rejected('truncated', 'the stream has no response.completed');
}

function readEnd(response: JsonObject | undefined, status: string, items: readonly DoneItem[]): ResponseReading {
  if (response === undefined) return rejected('not_parseable', `response.${status} has no response`);
  const error = errorInBody(response);
  if (error !== undefined) return rejected('error_in_body', error);
  return { ok: true, response: assemble(response, status, items) };
}

function rejected(reason: 'not_parseable' | 'error_in_body' | 'truncated', detail: string): ResponseReading {
  return { ok: false, rejection: { storable: false, reason, detail } };
}
