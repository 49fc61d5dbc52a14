import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading } from '../../ports/dialect.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';
import { vectorsText } from '../json-only/vectors-text.ts';
import { readUsage } from '../ollama-shared/usage.ts';
import { embedSchema } from './wire-schema.ts';

/** Judges recorded vectors. They have no finish reason; every vector must be there and of one length. */
export function readAnswer(recording: Recording): AnswerReading {
  const body = readJsonAnswer(recording);
  if (!body.ok) return body.rejection;
  const parsed = embedSchema.safeParse(body.answer);
  const answerText = parsed.success ? vectorsText(parsed.data.map(({ length }) => length)) : undefined;
  if (answerText === undefined) {
    return { storable: false, reason: 'not_parseable', detail: 'no vectors, or vectors that differ in length' };
  }
  return { storable: true, textOnly: false, answerText, finishReasons: [], usage: readUsage(body.answer) };
}
