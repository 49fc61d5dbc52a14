import type { Recording } from '../../ports/answer-store.ts';
import type { Replay, ReplayWish } from '../../ports/dialect.ts';
import { replayAnswer } from '../openai-shared/replay-answer.ts';
import { assemble } from './assemble.ts';
import { synthesise } from './synthesise.ts';

export function replay(recording: Recording, wish: ReplayWish): Replay | undefined {
  return replayAnswer(recording, wish, { assemble, synthesise });
}
