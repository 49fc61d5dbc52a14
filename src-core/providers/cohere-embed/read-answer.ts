import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';
import { readUsage } from '../cohere-shared/usage.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';
import { vectorsText } from '../json-only/vectors-text.ts';
import { embedSchema } from './wire-schema.ts';

/** Binary types pack eight dimensions into a value. */
const units: Readonly<Record<string, string>> = { binary: 'bytes', ubinary: 'bytes', base64: 'characters' };

/** Judges recorded vectors. They have no finish reason; of each type, every vector must be there and of one length. */
export function readAnswer(recording: Recording): AnswerReading {
  const body = readJsonAnswer(recording);
  if (!body.ok) return body.rejection;
  const parsed = embedSchema.safeParse(body.answer);
  if (!parsed.success) return unreadable('no vectors');
  const given = Object.entries(parsed.data.embeddings).flatMap(([type, vectors]) => {
    // Types that were not asked for are null or left out.
    const lengths = (vectors ?? []).map(({ length }) => length);
    return lengths.length === 0 ? [] : [{ type, text: vectorsText(lengths, units[type]) }];
  });
  if (given.length === 0) return unreadable('no vectors');
  if (given.some(({ text }) => text === undefined)) return unreadable('vectors that differ in length');
  return {
    storable: true,
    textOnly: false,
    answerText: given.map(({ type, text }) => `${type}: ${text ?? ''}`).join('\n'),
    finishReasons: [],
    usage: readUsage(ownMember(body.answer, 'meta')),
  };
}

function unreadable(detail: string): AnswerReading {
  return { storable: false, reason: 'not_parseable', detail };
}
