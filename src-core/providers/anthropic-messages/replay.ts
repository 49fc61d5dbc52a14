import type { Recording } from '../../ports/answer-store.ts';
import type { Replay, ReplayWish } from '../../ports/dialect.ts';
import { decodeUtf8 } from '../../request/json-parse.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';
import { assemble } from './assemble.ts';
import { keepsNumbers } from './keeps-numbers.ts';
import { readStream } from './read-stream.ts';
import { synthesise } from './synthesise.ts';

/** The recorded bytes when their form is what is wished for, else the same message in the other form. */
export function replay({ mode, contentType, body }: Recording, wish: ReplayWish): Replay | undefined {
  if (mode === wish.mode) return { contentType, body };
  if (mode === 'sse' && wish.mode === 'json') return asJson(body);
  return mode === 'json' && wish.mode === 'sse' ? asStream(body) : undefined;
}

function asJson(body: Uint8Array): Replay | undefined {
  const stream = readStream(body);
  const assembled = stream.ok ? assemble(stream.events) : undefined;
  if (assembled?.ok !== true || !assembled.isWhole) return undefined;
  return { contentType: 'application/json', body: Buffer.from(JSON.stringify(assembled.message)) };
}

function asStream(body: Uint8Array): Replay | undefined {
  const message = parseJsonObject(body);
  if (message === undefined || !keepsNumbers(decodeUtf8(body) ?? '')) return undefined;
  const stream = synthesise(message);
  return stream === undefined ? undefined : { contentType: 'text/event-stream; charset=utf-8', body: stream };
}
