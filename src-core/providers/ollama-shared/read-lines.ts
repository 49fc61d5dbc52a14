import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { decodeUtf8, parseJsonText } from '../../request/json-parse.ts';
import { isJsonObject } from '../../request/json-value.ts';
import { ndjsonLines } from '../../wire/ndjson.ts';
import { errorInBody } from '../openai-shared/error-object.ts';

export type LinesReading =
  | { ok: true; lines: JsonObject[] }
  | { ok: false; rejection: AnswerReading & { storable: false } };

/**
 * Objects of a recorded stream up to the one with `done: true`, behind which the SDK does not read (ollama 0.6.4
 * `AbortableAsyncIterator`). An error in the middle is a line `{"error":"…"}` under status 200.
 */
export function readLines(body: Uint8Array): LinesReading {
  const text = decodeUtf8(body);
  if (text === undefined) return rejected('not_parseable', 'the stream is not UTF-8');
  const texts = ndjsonLines(text);
  const lines: JsonObject[] = [];
  for (const [index, each] of texts.entries()) {
    const line = parseJsonText(each);
    if (!isJsonObject(line)) {
      const isLast = index === texts.length - 1;
      return isLast ? truncated() : rejected('not_parseable', 'a line is not a JSON object');
    }
    const error = errorInBody(line);
    if (error !== undefined) return rejected('error_in_body', error);
    lines.push(line);
    if (line['done'] === true) return { ok: true, lines };
  }
  return truncated();
}

const truncated = (): LinesReading => rejected('truncated', 'the stream has no line with done: true');

function rejected(reason: 'not_parseable' | 'error_in_body' | 'truncated', detail: string): LinesReading {
  return { ok: false, rejection: { storable: false, reason, detail } };
}
