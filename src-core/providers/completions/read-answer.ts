import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading } from '../../ports/dialect.ts';
import { judgeFinish } from '../openai-shared/finish-reasons.ts';
import { readBody } from '../openai-shared/read-body.ts';
import { readUsage } from '../openai-shared/usage.ts';
import { assemble } from './assemble.ts';
import { completionSchema } from './wire-schema.ts';

/** Judges a recorded legacy completion; a stream by what it assembles to. */
export function readAnswer(recording: Recording, rules: { storeLengthLimited: boolean }): AnswerReading {
  const body = readBody(recording, assemble);
  if (!body.ok) return body.rejection;
  const streamed = recording.mode === 'sse';
  const parsed = completionSchema.safeParse(body.answer);
  if (!parsed.success) {
    const reason = streamed ? 'truncated' : 'not_parseable';
    return { storable: false, reason, detail: 'no completion with at least one choice' };
  }
  const { choices } = parsed.data;
  const unnatural = judgeFinish(
    choices.map((choice) => choice.finish_reason),
    rules,
    streamed,
  );
  if (unnatural !== undefined) return unnatural;
  return {
    storable: true,
    textOnly: true,
    answerText: choices.map((choice) => choice.text).join('\n\n'),
    finishReasons: choices.map((choice) => choice.finish_reason).filter((reason) => typeof reason === 'string'),
    usage: readUsage(body.answer),
  };
}
