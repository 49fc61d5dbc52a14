import type { Recording } from '../../ports/answer-store.ts';
import type { Replay, ReplayWish } from '../../ports/dialect.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';
import { assemble } from './assemble.ts';
import { readStream } from './read-stream.ts';
import { synthesise } from './synthesise.ts';

/** The recorded bytes when their form is what is wished for, else the same answer in the other form. */
export function replay(recording: Recording, wish: ReplayWish): Replay | undefined {
  const { mode, contentType, body } = recording;
  if (mode === wish.mode) return { contentType, body };
  if (mode === 'sse' && wish.mode === 'json') return asJson(recording);
  return mode === 'json' && wish.mode === 'sse' ? asStream(body) : undefined;
}

function asJson(recording: Recording): Replay | undefined {
  const stream = readStream(recording);
  const answer = stream.ok ? assemble(stream.events) : undefined;
  return answer === undefined
    ? undefined
    : { contentType: 'application/json', body: Buffer.from(JSON.stringify(answer)) };
}

function asStream(body: Uint8Array): Replay | undefined {
  const answer = parseJsonObject(body);
  const stream = answer === undefined ? undefined : synthesise(answer);
  return stream === undefined ? undefined : { contentType: 'text/event-stream; charset=utf-8', body: stream };
}
