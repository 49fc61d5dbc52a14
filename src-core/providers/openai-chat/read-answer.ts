import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';
import { messageText } from '../openai-shared/content-text.ts';
import { judgeFinish } from '../openai-shared/finish-reasons.ts';
import { readBody } from '../openai-shared/read-body.ts';
import { readUsage } from '../openai-shared/usage.ts';
import { assemble } from './assemble.ts';
import { chatCompletionSchema } from './wire-schema.ts';

/** Judges a recorded chat completion; a stream by what it assembles to. */
export function readAnswer(recording: Recording, rules: { storeLengthLimited: boolean }): AnswerReading {
  const body = readBody(recording, assemble);
  return body.ok ? judge(body.answer, rules, recording.mode === 'sse') : body.rejection;
}

function judge(answer: JsonObject, rules: { storeLengthLimited: boolean }, streamed: boolean): AnswerReading {
  const parsed = chatCompletionSchema.safeParse(answer);
  if (!parsed.success) return emptyOrOdd(answer, streamed);
  const messages = (arrayMember(answer, 'choices') ?? []).map((choice) =>
    isJsonObject(choice) ? (objectMember(choice, 'message') ?? {}) : {},
  );
  // Judged first: audio streams may end without a finish reason. ChatCompletionAudio.expires_at: its id stops working.
  if (messages.some((message) => isJsonObject(message['audio']))) {
    return { storable: false, reason: 'perishable_answer', detail: 'audio that expires at the provider' };
  }
  if (messages.some(linksToImages)) {
    return { storable: false, reason: 'perishable_answer', detail: 'a link to an image kept by the provider' };
  }
  const reasons = parsed.data.choices.map((choice) => choice.finish_reason);
  const unnatural = judgeFinish(reasons, rules, streamed);
  if (unnatural !== undefined) return unnatural;
  return {
    storable: true,
    textOnly: messages.every(isPlainText),
    answerText: messages.map(messageText).join('\n\n'),
    finishReasons: reasons.filter((reason) => typeof reason === 'string'),
    usage: readUsage(answer),
  };
}

/** Tool calls, the older function call and refusals answer one text and no other. */
function isPlainText(message: JsonObject): boolean {
  return (
    (arrayMember(message, 'tool_calls') ?? []).length === 0 &&
    objectMember(message, 'function_call') === undefined &&
    stringMember(message, 'refusal') === undefined
  );
}

function emptyOrOdd(answer: JsonObject, streamed: boolean): AnswerReading {
  const choices = arrayMember(answer, 'choices');
  if (choices?.length === 0 && streamed) {
    return { storable: false, reason: 'truncated', detail: 'the stream has no choices' };
  }
  // Azure reports a prompt it blocked this way.
  if (choices?.length === 0 && Array.isArray(answer['prompt_filter_results'])) {
    return { storable: false, reason: 'unnatural_finish', detail: 'the prompt was filtered' };
  }
  return { storable: false, reason: 'not_parseable', detail: 'no chat completion with at least one choice' };
}

/** OpenRouter's generated images (`message.images[].image_url.url`) are data URLs; a web address would expire. */
function linksToImages(message: JsonObject): boolean {
  return (arrayMember(message, 'images') ?? []).some((image) => {
    const url = isJsonObject(image) ? objectMember(image, 'image_url')?.['url'] : undefined;
    return typeof url === 'string' && /^https?:/i.test(url);
  });
}
