import { z } from 'zod';
import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';
import { readUsage } from '../cohere-shared/usage.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';

/** cohere-ai 8.1.0 `V2RerankResponse` on the wire. */
const rerankSchema = z.looseObject({
  results: z.array(z.looseObject({ index: z.int().nonnegative(), relevance_score: z.number() })).min(1),
});

/** Judges a recorded order of documents. It has no finish reason. */
export function readAnswer(recording: Recording): AnswerReading {
  const body = readJsonAnswer(recording);
  if (!body.ok) return body.rejection;
  const parsed = rerankSchema.safeParse(body.answer);
  if (!parsed.success) return { storable: false, reason: 'not_parseable', detail: 'no list of results' };
  const ranks = parsed.data.results.map(
    ({ index, relevance_score: score }) => `document ${String(index)}: ${score.toFixed(4)}`,
  );
  return {
    storable: true,
    textOnly: false,
    answerText: ranks.join('\n'),
    finishReasons: [],
    usage: readUsage(ownMember(body.answer, 'meta')),
  };
}
