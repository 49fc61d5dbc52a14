import type { Recording } from '../../ports/answer-store.ts';
import type { Replay, ReplayWish } from '../../ports/dialect.ts';

/** The wish of calls that have one form only. */
export const jsonWish: ReplayWish = { mode: 'json', includeUsage: true, vectorEncoding: 'float' };

/** For calls that have one form only: the recorded bytes. */
export function replayAsRecorded({ mode, contentType, body }: Recording, wish: ReplayWish): Replay | undefined {
  return mode === wish.mode ? { contentType, body } : undefined;
}
