import type { Recording } from '../../ports/answer-store.ts';
import type { Replay, ReplayWish } from '../../ports/dialect.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';
import { recordedEncoding, transcode, type VectorEncoding } from './transcode.ts';

/** A vector's member, as far as its encoding. The same words inside a text do not match: its quotes are escaped. */
const vectorStart = /"embedding"\s*:\s*(["[])/;
const headBytes = 4096;

/** The recorded bytes when their vectors are written as wished for, else the same vectors in the other encoding. */
export function replay(recording: Recording, wish: ReplayWish): Replay | undefined {
  if (recording.mode !== wish.mode) return undefined;
  const asRecorded = { contentType: recording.contentType, body: recording.body };
  if (encodingOfHead(recording.body) === wish.vectorEncoding) return asRecorded;
  const answer = parseJsonObject(recording.body);
  const recorded = answer === undefined ? undefined : recordedEncoding(answer);
  // Unreadable as vectors: the recorded bytes are all there is, and what the upstream would say.
  if (answer === undefined || recorded === undefined || recorded === wish.vectorEncoding) return asRecorded;
  const transcoded = transcode(answer, wish.vectorEncoding);
  if (transcoded === undefined) return undefined;
  return { contentType: 'application/json', body: Buffer.from(JSON.stringify(transcoded)) };
}

/** Saves parsing megabytes of numbers on the common hit; undefined when the first bytes do not tell. */
function encodingOfHead(body: Uint8Array): VectorEncoding | undefined {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, headBytes)).toString('latin1');
  const sign = vectorStart.exec(head)?.[1];
  if (sign === undefined) return undefined;
  return sign === '[' ? 'float' : 'base64';
}
