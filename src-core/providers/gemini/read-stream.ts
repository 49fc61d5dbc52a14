import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import type { Recording } from '../../ports/answer-store.ts';
import { arrayMember, isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';
import { readRecordedStream } from '../openai-shared/recorded-stream.ts';

export type StreamReading =
  | { ok: true; chunks: JsonObject[] }
  | { ok: false; rejection: AnswerReading & { storable: false } };

const blankLines = ['\n\n', '\r\r', '\r\n\r\n'];

/**
 * Chunks of a recorded stream that ended as Gemini's do: there is no end marker but the finish reason of each candidate,
 * and the blank line behind the last event, without which the SDK fails (@google/genai 3.3.0 `processStreamResponse`:
 * "Incomplete JSON segment at the end"). Parts after a finish reason mean that it marked no end.
 */
export function readStream({ body }: Recording): StreamReading {
  const stream = readRecordedStream(body);
  if (!stream.ok) return stream;
  const tail = Buffer.from(body.subarray(-4)).toString('latin1');
  if (!blankLines.some((line) => tail.endsWith(line))) return truncated('the last event has no blank line behind it');
  const finished = new Set<number>();
  const seen = new Set<number>();
  for (const candidate of stream.chunks.flatMap(candidatesOf)) {
    const index = candidateIndex(candidate);
    if (finished.has(index) && hasParts(candidate)) return truncated('the stream goes on behind a finish reason');
    seen.add(index);
    if ((stringMember(candidate, 'finishReason') ?? '') !== '') finished.add(index);
  }
  const isWhole = finished.size === seen.size;
  return isWhole ? { ok: true, chunks: stream.chunks } : truncated('the stream has no finish reason');
}

/** Candidates of an answer or chunk. */
export function candidatesOf(answer: JsonObject): JsonObject[] {
  return (arrayMember(answer, 'candidates') ?? []).filter(isJsonObject);
}

/** protobuf JSON leaves zero out. */
export function candidateIndex(candidate: JsonObject): number {
  return typeof candidate['index'] === 'number' ? candidate['index'] : 0;
}

function hasParts(candidate: JsonObject): boolean {
  return (arrayMember(objectMember(candidate, 'content') ?? {}, 'parts') ?? []).length > 0;
}

function truncated(detail: string): StreamReading {
  return { ok: false, rejection: { storable: false, reason: 'truncated', detail } };
}
