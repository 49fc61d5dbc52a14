import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject, setMember } from '../../request/json-value.ts';
import { cacheMarks } from '../openai-shared/drop-list.ts';

/** Documented as null or absent alike (openai 7.57.0 `ChatCompletionAssistantMessageParam`). */
const nullableOfAssistant: readonly string[] = ['content', 'refusal', 'audio', 'function_call'];

/**
 * A message for the identity: without marks of the provider's prompt cache on itself and its content parts, and an
 * assistant's without the nulls that mean "none". Returns the message itself when nothing had to go.
 */
export function identityMessage(message: JsonObject): JsonObject {
  let kept = omit(message, cacheMarks);
  if (kept['role'] === 'assistant') {
    const found = kept;
    const nulls = nullableOfAssistant.filter((name) => found[name] === null);
    if (nulls.length > 0) kept = omit(kept, nulls);
  }
  const { content } = kept;
  if (!Array.isArray(content)) return kept;
  const parts = mapIfChanged(content, (part) => (isJsonObject(part) ? omit(part, cacheMarks) : part));
  return parts === content ? kept : { ...kept, content: parts };
}

/** Tools without cache marks; never looks inside their schemas, where `cache_control` may be an argument's name. */
export function identityTools(tools: JsonValue[]): JsonValue[] {
  return mapIfChanged(tools, (tool) => {
    if (!isJsonObject(tool)) return tool;
    const kept = omit(tool, cacheMarks);
    const called = kept['function'];
    if (!isJsonObject(called)) return kept;
    const keptFunction = omit(called, cacheMarks);
    return keptFunction === called ? kept : { ...kept, function: keptFunction };
  });
}

/** Maps items; the same array when no item changed, which is the common case on the hot path. */
export function mapIfChanged<Item extends JsonValue>(items: Item[], change: (item: Item) => Item): Item[] {
  let changed: Item[] | undefined;
  for (const [index, item] of items.entries()) {
    const next = change(item);
    if (next === item) continue;
    changed ??= [...items];
    changed[index] = next;
  }
  return changed ?? items;
}

/** The object without some members; the same object when it has none of them. */
export function omit(object: JsonObject, names: readonly string[]): JsonObject {
  if (!names.some((name) => Object.hasOwn(object, name))) return object;
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(object)) if (!names.includes(name)) setMember(kept, name, value);
  return kept;
}
