import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';

/**
 * The error that an answer or chunk carries despite status 200, in words; undefined when there is none. Seen at:
 * OpenRouter and LM Studio (`error`), vLLM (`object: "error"`), Groq streams (`x_groq.error`, a string: groq-sdk 1.6.0),
 * OpenRouter choices (`choices[].error`).
 */
export function errorInBody(body: JsonObject): string | undefined {
  const error = ownMember(body, 'error');
  if (isPresent(error)) return describe(error);
  const groqError = ownMember(objectMember(body, 'x_groq') ?? {}, 'error');
  if (isPresent(groqError)) return describe(groqError);
  if (body['object'] === 'error' || body['type'] === 'error') return describe(body);
  for (const choice of arrayMember(body, 'choices') ?? []) {
    const choiceError = isJsonObject(choice) ? ownMember(choice, 'error') : undefined;
    if (isPresent(choiceError)) return describe(choiceError);
  }
  return undefined;
}

/** The SDK throws on a truthy `error` (openai 7.57.0 streaming.js); null and "" mean none. */
function isPresent(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null && value !== '' && value !== false;
}

function describe(error: JsonValue): string {
  if (typeof error === 'string') return `error: ${error.slice(0, 200)}`;
  const message = isJsonObject(error) ? (stringMember(error, 'message') ?? stringMember(error, 'code')) : undefined;
  return message === undefined ? 'an error object' : `error: ${message.slice(0, 200)}`;
}
