import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject } from '../../request/json-value.ts';

/** The member of each kind of detail that streams in pieces; encrypted details come whole. */
const textOf: ReadonlyMap<JsonValue | undefined, string> = new Map([
  ['reasoning.text', 'text'],
  ['reasoning.summary', 'summary'],
]);

/**
 * Adds a delta's `reasoning_details`, OpenRouter's structured reasoning: pieces of one text follow each other and its
 * signature comes with the last (@openrouter/ai-sdk-provider 3.1.0 puts them together the same way). In the JSON form a
 * text is one detail, and a signature without its whole text is refused when it is sent back.
 */
export function growReasoningDetails(before: JsonValue | undefined, delta: JsonValue): JsonValue {
  if (!Array.isArray(delta)) return before ?? delta;
  const details = Array.isArray(before) ? before : [];
  for (const detail of delta) {
    const last = details.at(-1);
    const joined = isJsonObject(last) && isJsonObject(detail) ? join(last, detail) : undefined;
    if (joined === undefined) details.push(detail);
    else details[details.length - 1] = joined;
  }
  return details;
}

/** Two pieces of one text as one; undefined when they are none. */
function join(before: JsonObject, next: JsonObject): JsonObject | undefined {
  const member = textOf.get(next['type']);
  const isSame = before['type'] === next['type'] && before['index'] === next['index'] && before['id'] === next['id'];
  if (member === undefined || !isSame) return undefined;
  const joined = { ...before };
  for (const [name, value] of Object.entries(next)) if (value !== null) joined[name] = value;
  joined[member] = textIn(before, member) + textIn(next, member);
  return joined;
}

function textIn(detail: JsonObject, member: string): string {
  const text = detail[member];
  return typeof text === 'string' ? text : '';
}
