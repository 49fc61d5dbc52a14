import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { arrayMember, ownMember, stringMember } from '../../request/json-value.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';
import type { AnswerShape } from './answer-shape.ts';
import { assemble } from './assemble.ts';
import { callTexts } from './call-text.ts';
import { readLines } from './read-lines.ts';
import { readUsage } from './usage.ts';

/** Judges a recorded answer; a stream by what it assembles to. */
export function readAnswer(
  recording: Recording,
  rules: { storeLengthLimited: boolean },
  shape: AnswerShape,
): AnswerReading {
  if (recording.mode === 'ndjson') {
    const stream = readLines(recording.body);
    return stream.ok ? judge(assemble(stream.lines, shape), rules, shape) : stream.rejection;
  }
  const body = readJsonAnswer(recording);
  return body.ok ? judge(body.answer, rules, shape) : body.rejection;
}

function judge(answer: JsonObject, rules: { storeLengthLimited: boolean }, shape: AnswerShape): AnswerReading {
  const holder = shape.holder(answer);
  if (holder === undefined) return rejected('not_parseable', 'no message');
  if (ownMember(answer, 'done') !== true) return rejected('unnatural_finish', 'done is not true');
  const reason = ownMember(answer, 'done_reason');
  // Ollama leaves the reason out when the connection to its runner closed; so do its oldest servers, always.
  if (typeof reason !== 'string') return rejected('unnatural_finish', 'no done_reason');
  // `load` and `unload` answer requests that only load or unload the model.
  if (reason !== 'stop' && !(reason === 'length' && rules.storeLengthLimited)) {
    return rejected('unnatural_finish', `done_reason ${reason.slice(0, 60)}`);
  }
  const text = stringMember(holder, shape.text) ?? '';
  const calls = callTexts(holder);
  const hasImage = (arrayMember(holder, 'images') ?? []).length > 0 || stringMember(answer, 'image') !== undefined;
  if (text === '' && calls.length === 0 && !hasImage) return rejected('unnatural_finish', 'the answer says nothing');
  return {
    storable: true,
    textOnly: calls.length === 0 && !hasImage,
    answerText: [text, ...calls, hasImage ? '[image]' : ''].filter((part) => part !== '').join('\n'),
    finishReasons: [reason],
    usage: readUsage(answer),
  };
}

function rejected(reason: 'not_parseable' | 'unnatural_finish', detail: string): AnswerReading {
  return { storable: false, reason, detail };
}
