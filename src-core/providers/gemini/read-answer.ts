import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';
import { assemble } from './assemble.ts';
import { partsText } from './parts-text.ts';
import { protoObjects } from './proto-json.ts';
import { candidatesOf, readStream } from './read-stream.ts';
import { readUsage } from './usage.ts';
import { generateContentSchema } from './wire-schema.ts';

/** Judges a recorded answer; a stream by what it assembles to. */
export function readAnswer(recording: Recording, rules: { storeLengthLimited: boolean }): AnswerReading {
  if (recording.mode === 'sse') {
    const stream = readStream(recording);
    return stream.ok ? judge(assemble(stream.chunks), rules) : stream.rejection;
  }
  const body = readJsonAnswer(recording);
  return body.ok ? judge(body.answer, rules) : body.rejection;
}

function judge(answer: JsonObject, rules: { storeLengthLimited: boolean }): AnswerReading {
  const blocked = objectMember(answer, 'promptFeedback')?.['blockReason'];
  if (typeof blocked === 'string') return rejected('unnatural_finish', `the prompt was blocked: ${shown(blocked)}`);
  const parsed = generateContentSchema.safeParse(answer);
  if (!parsed.success) return rejected('not_parseable', 'no answer with at least one candidate');
  const candidates = candidatesOf(answer);
  const reasons = candidates.map((candidate) => stringMember(candidate, 'finishReason') ?? '');
  const unnatural = reasons.find((reason) => !isNatural(reason, rules));
  if (unnatural !== undefined) {
    return rejected('unnatural_finish', unnatural === '' ? 'no finish reason' : `finish reason ${shown(unnatural)}`);
  }
  const contents = candidates.map((candidate) => objectMember(candidate, 'content') ?? {});
  const parts = contents.map((content) => protoObjects(content, 'parts'));
  // Known to happen under load: a candidate that stops before it said anything.
  if (parts.some((own) => !own.some(saysSomething))) return rejected('unnatural_finish', 'a candidate says nothing');
  if (parts.flat().some((part) => isJsonObject(part['fileData']))) {
    return rejected('perishable_answer', 'a file kept by the provider');
  }
  return {
    storable: true,
    textOnly: parts.flat().every((part) => stringMember(part, 'text') !== undefined),
    answerText: contents.map(partsText).join('\n\n'),
    finishReasons: reasons,
    usage: readUsage(answer),
  };
}

/**
 * STOP alone is natural (@google/genai 3.3.0 `FinishReason`): the others are refusals, failures, or answers to be
 * continued. A function call ends with STOP too.
 */
function isNatural(reason: string, { storeLengthLimited }: { storeLengthLimited: boolean }): boolean {
  return reason === 'STOP' || (reason === 'MAX_TOKENS' && storeLengthLimited);
}

function saysSomething(part: JsonObject): boolean {
  if (part['thought'] === true) return false;
  const text = ownMember(part, 'text');
  return text === undefined ? Object.keys(part).some((name) => name !== 'thoughtSignature') : text !== '';
}

function shown(reason: string): string {
  return reason.slice(0, 60);
}

function rejected(reason: 'not_parseable' | 'unnatural_finish' | 'perishable_answer', detail: string): AnswerReading {
  return { storable: false, reason, detail };
}
