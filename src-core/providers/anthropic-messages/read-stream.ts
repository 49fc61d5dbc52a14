import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { parseJsonText } from '../../request/json-parse.ts';
import { isJsonObject } from '../../request/json-value.ts';
import { parseSse } from '../../wire/sse.ts';
import { errorInBody } from '../openai-shared/error-object.ts';

export type StreamReading =
  | { ok: true; events: JsonObject[] }
  | { ok: false; rejection: AnswerReading & { storable: false } };

/**
 * Events of a recorded stream up to `message_stop`, which ends it (Anthropic's "Streaming messages"); pings are left out.
 * An end whose blank line is missing counts: nothing can be cut off behind it.
 */
export function readStream(bytes: Uint8Array): StreamReading {
  const { events: framed, unfinished } = parseSse(bytes);
  const events: JsonObject[] = [];
  for (const { event, data } of framed) {
    if (event === 'ping' || data === '') continue;
    const value = parseJsonText(data);
    if (!isJsonObject(value)) return rejected('not_parseable', 'a stream event is not a JSON object');
    if (value['type'] === 'ping') continue;
    const error = errorInBody(value) ?? (event === 'error' ? 'an error event' : undefined);
    if (error !== undefined) return rejected('error_in_body', error);
    events.push(value);
    if (isEnd(value)) return { ok: true, events };
  }
  const last = unfinished === null ? undefined : parseJsonText(unfinished.data);
  if (!isJsonObject(last) || !isEnd(last)) return rejected('truncated', 'the stream has no message_stop');
  return { ok: true, events: [...events, last] };
}

const isEnd = ({ type }: JsonObject): boolean => type === 'message_stop';

function rejected(reason: 'truncated' | 'not_parseable' | 'error_in_body', detail: string): StreamReading {
  return { ok: false, rejection: { storable: false, reason, detail } };
}
