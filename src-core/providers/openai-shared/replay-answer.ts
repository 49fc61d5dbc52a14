import type { JsonObject, Replay, ReplayWish, UsagePlace } from '../../ports/dialect.ts';
import type { Recording } from '../../ports/answer-store.ts';
import { parseJsonObject } from './read-body.ts';
import { readRecordedStream } from './recorded-stream.ts';
import { withoutUsageChunk } from './usage-chunk.ts';

export interface Conversions {
  assemble: (chunks: readonly JsonObject[]) => JsonObject;
  synthesise: (answer: JsonObject, usagePlace: UsagePlace | undefined) => Uint8Array | undefined;
}

/** The recorded bytes when their form is what is wished for, else the same answer in the other form. */
export function replayAnswer(recording: Recording, wish: ReplayWish, conversions: Conversions): Replay | undefined {
  const { mode, contentType, body } = recording;
  if (mode === wish.mode) {
    return { contentType, body: mode === 'sse' && usagePlace(wish) !== 'chunk' ? withoutUsageChunk(body) : body };
  }
  return mode === 'sse' ? asJson(body, conversions) : asStream(body, wish, conversions);
}

const usagePlace = (wish: ReplayWish): UsagePlace | undefined => (wish.includeUsage ? 'chunk' : wish.unaskedUsage);

function asJson(body: Uint8Array, { assemble }: Conversions): Replay | undefined {
  const stream = readRecordedStream(body);
  if (!stream.ok || !stream.isDone) return undefined;
  return { contentType: 'application/json', body: Buffer.from(JSON.stringify(assemble(stream.chunks))) };
}

function asStream(body: Uint8Array, wish: ReplayWish, { synthesise }: Conversions): Replay | undefined {
  const answer = parseJsonObject(body);
  const stream = answer === undefined ? undefined : synthesise(answer, usagePlace(wish));
  return stream === undefined ? undefined : { contentType: 'text/event-stream; charset=utf-8', body: stream };
}
