import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { objectMember, stringMember } from '../../request/json-value.ts';
import { readRecordedStream } from '../openai-shared/recorded-stream.ts';

export type StreamReading =
  | { ok: true; events: JsonObject[] }
  | { ok: false; rejection: AnswerReading & { storable: false } };

/**
 * Events of a recorded stream up to `message-end`, which ends it (cohere-ai 8.1.0 `V2ChatStreamResponse`); a `[DONE]`
 * behind it says nothing more.
 */
export function readStream({ body }: Recording): StreamReading {
  const stream = readRecordedStream(body);
  if (!stream.ok) return stream;
  const end = stream.chunks.findIndex(({ type }) => type === 'message-end');
  const last = stream.chunks[end];
  if (last === undefined) return rejected('truncated', 'the stream has no message-end');
  const error = stringMember(objectMember(last, 'delta') ?? {}, 'error') ?? '';
  if (error !== '') return rejected('error_in_body', `error: ${error.slice(0, 200)}`);
  return { ok: true, events: stream.chunks.slice(0, end + 1) };
}

function rejected(reason: 'truncated' | 'error_in_body', detail: string): StreamReading {
  return { ok: false, rejection: { storable: false, reason, detail } };
}
