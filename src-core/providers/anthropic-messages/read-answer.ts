import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, ownMember } from '../../request/json-value.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';
import { assemble } from './assemble.ts';
import { answerText } from './block-text.ts';
import { readStream } from './read-stream.ts';
import { readUsage } from './usage.ts';
import { messageSchema } from './wire-schema.ts';

/**
 * Stop reasons of an answer that ended by itself. refusal, pause_turn, model_context_window_exceeded, compaction and what
 * is not known here are never stored (@anthropic-ai/sdk 1.13.0 beta `StopReason`).
 */
const natural: ReadonlySet<string> = new Set(['end_turn', 'stop_sequence', 'tool_use']);

/** Judges a recorded message; a stream by what it assembles to. */
export function readAnswer(recording: Recording, rules: { storeLengthLimited: boolean }): AnswerReading {
  if (recording.mode !== 'sse') {
    const body = readJsonAnswer(recording);
    return body.ok ? judge(body.answer, rules, 'unnatural_finish') : body.rejection;
  }
  const stream = readStream(recording.body);
  if (!stream.ok) return stream.rejection;
  const assembled = assemble(stream.events);
  if (!assembled.ok) return { storable: false, reason: assembled.reason, detail: assembled.detail };
  return judge(assembled.message, rules, 'truncated');
}

function judge(
  message: JsonObject,
  { storeLengthLimited }: { storeLengthLimited: boolean },
  withoutReason: 'truncated' | 'unnatural_finish',
): AnswerReading {
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success) return { storable: false, reason: 'not_parseable', detail: 'no message with content blocks' };
  const reason = parsed.data.stop_reason ?? '';
  if (reason === '') return { storable: false, reason: withoutReason, detail: 'no stop reason' };
  if (!natural.has(reason) && !(reason === 'max_tokens' && storeLengthLimited)) {
    return { storable: false, reason: 'unnatural_finish', detail: `stop reason ${reason.slice(0, 60)}` };
  }
  const blocks = (arrayMember(message, 'content') ?? []).filter(isJsonObject);
  return {
    storable: true,
    // Thinking is signed for its own conversation, so it answers no other wording.
    textOnly: blocks.every(({ type }) => type === 'text'),
    answerText: answerText(blocks),
    finishReasons: [reason],
    usage: readUsage(ownMember(message, 'usage')),
  };
}
