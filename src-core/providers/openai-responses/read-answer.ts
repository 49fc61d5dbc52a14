import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonObject } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, stringMember } from '../../request/json-value.ts';
import { errorInBody } from '../openai-shared/error-object.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';
import { outputText } from './item-text.ts';
import { readStream, type ResponseReading } from './read-stream.ts';
import { readUsage } from './usage.ts';
import { responseSchema } from './wire-schema.ts';

/**
 * Items of tools that the provider ran against the world. Requests for them are not cached; a stored prompt may bring
 * such a tool along unseen.
 */
const liveItem = /^(?:web_search|file_search|code_interpreter|computer|image_generation|mcp_|program)/;

/** Judges a recorded response by its status; a stream by the response it ended with. */
export function readAnswer(recording: Recording, rules: { storeLengthLimited: boolean }): AnswerReading {
  const reading = readResponse(recording);
  return reading.ok ? judge(reading.response, rules) : reading.rejection;
}

/** The response of a recording, whatever its form. */
export function readResponse(recording: Recording): ResponseReading {
  if (recording.mode === 'sse') return readStream(recording.body);
  const response = parseJsonObject(recording.body);
  if (response === undefined) return rejected('not_parseable', 'the body is not a JSON object');
  const error = errorInBody(response);
  return error === undefined ? { ok: true, response } : rejected('error_in_body', error);
}

function judge(response: JsonObject, rules: { storeLengthLimited: boolean }): AnswerReading {
  const status = stringMember(response, 'status');
  if (status !== undefined && status !== 'completed' && status !== 'incomplete') {
    return notStorable('unnatural_finish', `status ${status.slice(0, 60)}`);
  }
  const parsed = responseSchema.safeParse(response);
  if (!parsed.success) return notStorable('not_parseable', 'no response with a status and at least one item');
  const { incomplete_details: incomplete } = parsed.data;
  if (status === 'incomplete' && !(rules.storeLengthLimited && incomplete?.reason === 'max_output_tokens')) {
    return notStorable('unnatural_finish', `incomplete: ${(incomplete?.reason ?? 'no reason').slice(0, 60)}`);
  }
  const items = (arrayMember(response, 'output') ?? []).filter(isJsonObject);
  const live = items.map(({ type }) => type).find((type) => typeof type === 'string' && liveItem.test(type));
  if (typeof live === 'string') return notStorable('perishable_answer', `the result of a ${live.slice(0, 60)}`);
  return {
    storable: true,
    textOnly: items.every(isPlainText),
    answerText: outputText(items),
    finishReasons: [status === 'incomplete' ? 'max_output_tokens' : 'completed'],
    usage: readUsage(response),
  };
}

/**
 * Text and readable reasoning. A call or a refusal answers one text and no other; encrypted reasoning and compactions are
 * bound to the conversation they were made in.
 */
function isPlainText(item: JsonObject): boolean {
  if (item['type'] === 'reasoning') return (item['encrypted_content'] ?? '') === '';
  if (item['type'] !== 'message') return false;
  const parts = arrayMember(item, 'content') ?? [];
  return parts.every((part) => isJsonObject(part) && part['type'] === 'output_text');
}

function notStorable(
  reason: 'unnatural_finish' | 'not_parseable' | 'perishable_answer' | 'error_in_body',
  detail: string,
): AnswerReading & { storable: false } {
  return { storable: false, reason, detail };
}

function rejected(reason: 'not_parseable' | 'error_in_body', detail: string): ResponseReading {
  return { ok: false, rejection: notStorable(reason, detail) };
}
