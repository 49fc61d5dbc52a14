import type { JsonObject, JsonValue, UsagePlace } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember } from '../../request/json-value.ts';
import { synthesiseStream, textPieces } from '../openai-shared/synthesise-stream.ts';

/** Absent from real deltas when null. */
const neverNull = new Set(['tool_calls', 'function_call', 'audio']);

/**
 * The stream that a JSON chat completion could have been; undefined when a choice has no message. Per choice: role,
 * vendors' own message members whole (the SDK's accumulator keeps only the last piece of those), content in pieces,
 * refusal, each tool call whole, finish reason.
 */
export function synthesise(answer: JsonObject, usagePlace: UsagePlace | undefined): Uint8Array | undefined {
  const choices = arrayMember(answer, 'choices');
  if (choices === undefined || choices.length === 0) return undefined;
  const objects = choices.filter((choice) => isJsonObject(choice) && objectMember(choice, 'message') !== undefined);
  if (objects.length !== choices.length) return undefined;
  return synthesiseStream(answer, 'chat.completion.chunk', choiceDeltas(objects.filter(isJsonObject)), usagePlace);
}

function* choiceDeltas(choices: readonly JsonObject[]): Generator<JsonObject> {
  for (const [position, choice] of choices.entries()) {
    const { index = position, message: _message, logprobs, finish_reason: finishReason = null, ...more } = choice;
    const message = objectMember(choice, 'message') ?? {};
    const hasLogprobs = isLogprobs(logprobs);
    const nothing = logprobs === undefined ? {} : { logprobs: null };
    const withLogprobs = hasLogprobs ? { logprobs } : nothing;
    const ending = (extra: JsonObject): JsonObject => ({ index, delta: {}, finish_reason: finishReason, ...extra });

    let waiting = hasLogprobs;
    for (const { delta, carriesLogprobs } of deltasOf(message, hasLogprobs)) {
      const probabilities = waiting && carriesLogprobs ? withLogprobs : nothing;
      if (carriesLogprobs) waiting = false;
      yield { index, delta, ...probabilities, finish_reason: null };
    }
    yield ending({ ...(waiting ? withLogprobs : nothing), ...more });
  }
}

interface MessageDelta {
  delta: JsonObject;
  /** It carries text that log probabilities are about. */
  carriesLogprobs: boolean;
}

function* deltasOf(message: JsonObject, inOnePiece: boolean): Generator<MessageDelta> {
  const { role = 'assistant', content, refusal, tool_calls: _calls, function_call: called, ...rest } = message;
  yield bare({ role, ...openingContent(content), ...(refusal === undefined ? {} : { refusal: null }) });
  const own = Object.entries(rest).filter(([name, value]) => value !== null || !neverNull.has(name));
  if (own.length > 0) yield bare(Object.fromEntries(own));
  // Log probabilities belong to tokens, not to our pieces: with them the text stays whole.
  for (const piece of contentPieces(content, inOnePiece)) yield { delta: { content: piece }, carriesLogprobs: true };
  if (typeof refusal === 'string') yield { delta: { refusal }, carriesLogprobs: true };
  if (isJsonObject(called)) yield bare({ function_call: called });
  for (const [index, call] of (arrayMember(message, 'tool_calls') ?? []).entries()) {
    if (isJsonObject(call)) yield bare({ tool_calls: [{ ...call, index }] });
  }
}

function bare(delta: JsonObject): MessageDelta {
  return { delta, carriesLogprobs: false };
}

/** `""` in the first delta announces text, null none, as OpenAI's own streams do. */
function openingContent(content: JsonValue | undefined): JsonObject {
  if (typeof content === 'string') return { content: '' };
  return content === null ? { content: null } : {};
}

/** Mistral's content may be a list of parts, streamed as one delta. */
function contentPieces(content: JsonValue | undefined, inOnePiece: boolean): JsonValue[] {
  if (Array.isArray(content)) return [content];
  if (typeof content !== 'string' || content === '') return [];
  return inOnePiece ? [content] : textPieces(content);
}

function isLogprobs(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null;
}
