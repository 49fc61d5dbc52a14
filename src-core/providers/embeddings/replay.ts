import type { Recording } from '../../ports/answer-store.ts';
import type { Replay, ReplayWish } from '../../ports/dialect.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';
import { recordedEncoding, transcode } from './transcode.ts';

/** The recorded bytes when their vectors are written as wished for, else the same vectors in the other encoding. */
export function replay(recording: Recording, wish: ReplayWish): Replay | undefined {
  if (recording.mode !== wish.mode) return undefined;
  const answer = parseJsonObject(recording.body);
  const recorded = answer === undefined ? undefined : recordedEncoding(answer);
  // Unreadable as vectors: the recorded bytes are all there is, and what the upstream would say.
  if (answer === undefined || recorded === undefined || recorded === wish.vectorEncoding) {
    return { contentType: recording.contentType, body: recording.body };
  }
  const transcoded = transcode(answer, wish.vectorEncoding);
  if (transcoded === undefined) return undefined;
  return { contentType: 'application/json', body: Buffer.from(JSON.stringify(transcoded)) };
}
