import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { exactNumberText } from '../../request/json-number.ts';
import { isJsonObject, setMember } from '../../request/json-value.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';
import { snakeCase } from './proto-json.ts';

const bothSpellings = (...names: string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => [name, snakeCase(name)]));

/** Billing, priority and logging at the provider (@google/genai 3.3.0 `GenerateContentConfig`). */
const dropped = bothSpellings('labels', 'serviceTier', 'store');

/** Fields that hold schemas, whose property order models follow. */
const schemaFields = bothSpellings('tools', 'generationConfig', 'generateContentRequest');

/** Written empty by the SDK for a `config` that has no generation field: the same as not given. */
const emptyMeansNone = bothSpellings('generationConfig');

/** A body without what never changes its answer. Members are shared with the body, not copied. */
export function identityFields(body: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const name of Object.keys(body)) {
    const value = body[name];
    if (value === undefined || dropped.has(name) || (emptyMeansNone.has(name) && isEmptyObject(value))) continue;
    setMember(kept, name, schemaFields.has(name) ? keepPropertyOrder(value) : value);
  }
  return kept;
}

function isEmptyObject(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0 && exactNumberText(value) === undefined;
}

/** A copy without some members in either spelling: what remains of a body for people. */
export function withoutMembers(object: JsonObject, ...names: string[]): JsonObject {
  const left = bothSpellings(...names);
  const rest: JsonObject = {};
  for (const [name, value] of Object.entries(object)) if (!left.has(name)) setMember(rest, name, value);
  return rest;
}
