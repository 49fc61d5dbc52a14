import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject } from '../../request/json-value.ts';
import { mapIfChanged, omit } from '../openai-chat/strip-cache-marks.ts';
import { cacheMarks } from '../openai-shared/drop-list.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';

/** Members of items that hold parts, each of which may carry a mark of the provider's prompt cache. */
const partLists = ['content', 'output'] as const;

/**
 * Input for the identity: without marks of the provider's prompt cache on items and their parts, and with the order of
 * schema properties in tools that items bring along. The input itself when nothing had to change.
 */
export function identityInput(input: JsonValue): JsonValue {
  return Array.isArray(input) ? mapIfChanged(input, (item) => (isJsonObject(item) ? identityItem(item) : item)) : input;
}

function identityItem(item: JsonObject): JsonObject {
  let kept = omit(item, cacheMarks);
  for (const name of partLists) {
    const parts = arrayMember(kept, name);
    if (parts === undefined) continue;
    const plain = mapIfChanged(parts, (part) => (isJsonObject(part) ? omit(part, cacheMarks) : part));
    if (plain !== parts) kept = { ...kept, [name]: plain };
  }
  const tools = arrayMember(kept, 'tools');
  return tools === undefined ? kept : { ...kept, tools: keepPropertyOrder(tools) };
}
