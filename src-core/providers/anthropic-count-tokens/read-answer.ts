import { z } from 'zod';
import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading } from '../../ports/dialect.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';

/** @anthropic-ai/sdk 1.13.0 `MessageTokensCount`. */
const countSchema = z.looseObject({ input_tokens: z.int().nonnegative() });

/** Judges a recorded count. It uses no tokens itself. */
export function readAnswer(recording: Recording): AnswerReading {
  const body = readJsonAnswer(recording);
  if (!body.ok) return body.rejection;
  const parsed = countSchema.safeParse(body.answer);
  if (!parsed.success) return { storable: false, reason: 'not_parseable', detail: 'no count of tokens' };
  const text = `${String(parsed.data.input_tokens)} tokens`;
  return { storable: true, textOnly: false, answerText: text, finishReasons: [], usage: null };
}
