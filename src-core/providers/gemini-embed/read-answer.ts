import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading } from '../../ports/dialect.ts';
import { readUsage } from '../gemini/usage.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';
import { vectorsText } from '../json-only/vectors-text.ts';
import { embeddingsSchema } from './wire-schema.ts';

/** Judges recorded vectors. They have no finish reason; every vector must be there and of one length. */
export function readAnswer(recording: Recording): AnswerReading {
  const body = readJsonAnswer(recording);
  if (!body.ok) return body.rejection;
  const parsed = embeddingsSchema.safeParse(body.answer);
  if (!parsed.success) return unreadable('no vectors');
  const { embedding, embeddings } = parsed.data;
  const vectors = embeddings ?? (embedding === undefined ? [] : [embedding]);
  const text = vectorsText(vectors.map(({ values }) => values.length));
  if (text === undefined) return unreadable('no vectors, or some that differ in length');
  return { storable: true, textOnly: false, answerText: text, finishReasons: [], usage: readUsage(body.answer) };
}

function unreadable(detail: string): AnswerReading {
  return { storable: false, reason: 'not_parseable', detail };
}
