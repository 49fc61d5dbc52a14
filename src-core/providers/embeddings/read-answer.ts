import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading } from '../../ports/dialect.ts';
import { errorInBody } from '../openai-shared/error-object.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';
import { readUsage } from '../openai-shared/usage.ts';
import { decodeVector } from './vector-encoding.ts';
import { embeddingsSchema } from './wire-schema.ts';

/** Judges recorded embeddings. They have no finish reason; every vector must be readable and of one length. */
export function readAnswer(recording: Recording): AnswerReading {
  const answer = recording.mode === 'json' ? parseJsonObject(recording.body) : undefined;
  if (answer === undefined) return unreadable('the body is not a JSON object');
  const error = errorInBody(answer);
  if (error !== undefined) return { storable: false, reason: 'error_in_body', detail: error };
  const parsed = embeddingsSchema.safeParse(answer);
  if (!parsed.success) return unreadable('no list of embeddings');
  const lengths = new Set(
    parsed.data.data.map(({ embedding }) =>
      typeof embedding === 'string' ? (decodeVector(embedding)?.length ?? 0) : embedding.length,
    ),
  );
  const [length = 0] = lengths;
  if (lengths.size !== 1 || length === 0) return unreadable('vectors that cannot be read or differ in length');
  const count = parsed.data.data.length;
  return {
    storable: true,
    textOnly: false,
    answerText: `${String(count)} ${count === 1 ? 'vector' : 'vectors'} of ${String(length)} dimensions`,
    finishReasons: [],
    usage: readUsage(answer),
  };
}

function unreadable(detail: string): AnswerReading {
  return { storable: false, reason: 'not_parseable', detail };
}
