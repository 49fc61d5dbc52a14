import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { objectMember, ownMember } from '../../request/json-value.ts';
import { readUsage } from '../cohere-shared/usage.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';
import { assemble } from './assemble.ts';
import { messageText } from './message-text.ts';
import { readStream } from './read-stream.ts';
import { chatSchema } from './wire-schema.ts';

/** cohere-ai 8.1.0 `ChatFinishReason`; ERROR, TIMEOUT and what is not known here are never stored. */
const natural: ReadonlySet<string> = new Set(['COMPLETE', 'STOP_SEQUENCE', 'TOOL_CALL']);

/** Judges a recorded answer; a stream by what it assembles to. */
export function readAnswer(recording: Recording, rules: { storeLengthLimited: boolean }): AnswerReading {
  if (recording.mode !== 'sse') {
    const body = readJsonAnswer(recording);
    return body.ok ? judge(body.answer, rules) : body.rejection;
  }
  const stream = readStream(recording);
  if (!stream.ok) return stream.rejection;
  const answer = assemble(stream.events);
  return answer === undefined ? unreadable('an event of an unknown type') : judge(answer, rules);
}

function judge(answer: JsonObject, { storeLengthLimited }: { storeLengthLimited: boolean }): AnswerReading {
  const parsed = chatSchema.safeParse(answer);
  if (!parsed.success) return unreadable('no answer with a message');
  const reason = parsed.data.finish_reason ?? '';
  if (!natural.has(reason) && !(reason === 'MAX_TOKENS' && storeLengthLimited)) {
    const detail = reason === '' ? 'no finish reason' : `finish reason ${reason.slice(0, 60)}`;
    return { storable: false, reason: 'unnatural_finish', detail };
  }
  const message = objectMember(answer, 'message') ?? {};
  return {
    storable: true,
    textOnly: (parsed.data.message.tool_calls ?? []).length === 0,
    answerText: messageText(message),
    finishReasons: [reason],
    usage: readUsage(ownMember(answer, 'usage')),
  };
}

function unreadable(detail: string): AnswerReading {
  return { storable: false, reason: 'not_parseable', detail };
}
