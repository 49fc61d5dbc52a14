import type { JsonObject } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';

/** Tool calls of a message as `name(arguments)`; arguments are an object here, not text as at OpenAI. */
export function callTexts(message: JsonObject): string[] {
  return (arrayMember(message, 'tool_calls') ?? []).filter(isJsonObject).map((call) => {
    const called = objectMember(call, 'function') ?? {};
    return `${stringMember(called, 'name') ?? ''}(${JSON.stringify(ownMember(called, 'arguments') ?? {})})`;
  });
}
