import type { JsonObject, Replay, ReplayWish } from '../../ports/dialect.ts';
import type { Recording } from '../../ports/answer-store.ts';
import { parseJsonObject } from './read-body.ts';
import { readRecordedStream } from './recorded-stream.ts';
import { withoutUsageChunk } from './usage-chunk.ts';

export interface Conversions {
  assemble: (chunks: readonly JsonObject[]) => JsonObject;
  synthesise: (answer: JsonObject, includeUsage: boolean) => Uint8Array | undefined;
}

/** The recorded bytes when their form is what is wished for, else the same answer in the other form. */
export function replayAnswer(recording: Recording, wish: ReplayWish, conversions: Conversions): Replay | undefined {
  const { mode, contentType, body } = recording;
  if (mode === wish.mode) {
    return { contentType, body: mode === 'sse' && !wish.includeUsage ? withoutUsageChunk(body) : body };
  }
  return mode === 'sse' ? asJson(body, conversions) : asStream(body, wish, conversions);
}

function asJson(body: Uint8Array, { assemble }: Conversions): Replay | undefined {
  const stream = readRecordedStream(body);
  if (!stream.ok || !stream.isDone) return undefined;
  return { contentType: 'application/json', body: Buffer.from(JSON.stringify(assemble(stream.chunks))) };
}

function asStream(body: Uint8Array, wish: ReplayWish, { synthesise }: Conversions): Replay | undefined {
  const answer = parseJsonObject(body);
  const stream = answer === undefined ? undefined : synthesise(answer, wish.includeUsage);
  return stream === undefined ? undefined : { contentType: 'text/event-stream; charset=utf-8', body: stream };
}
