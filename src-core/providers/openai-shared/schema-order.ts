import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject, setMember } from '../../request/json-value.ts';

/**
 * Rewrites every `properties` object below a value as an array of [name, schema] pairs. Models fill in arguments and
 * structured answers in the order of the schema's properties, so that order belongs to the identity, while
 * canonical JSON sorts keys. A literal array under `properties` (no valid schema) is wrapped, so that it cannot be taken
 * for such pairs. Names that are integers have lost their order in JSON.parse already.
 */
export function keepPropertyOrder(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(keepPropertyOrder);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value);
  // The same object, not a copy: an exact number is an empty object known by its identity (json-number.ts).
  if (names.length === 0) return value;
  const kept: JsonObject = {};
  for (const name of names) {
    const member = value[name];
    if (member === undefined) continue;
    setMember(kept, name, name === 'properties' ? orderedProperties(member) : keepPropertyOrder(member));
  }
  return kept;
}

function orderedProperties(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return { array: value.map(keepPropertyOrder) };
  if (!isJsonObject(value)) return value;
  return Object.entries(value).map(([name, schema]) => [name, keepPropertyOrder(schema)]);
}
