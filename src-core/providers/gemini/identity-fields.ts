import type { JsonObject } from '../../ports/dialect.ts';
import { setMember } from '../../request/json-value.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';
import { snakeCase } from './proto-json.ts';

const bothSpellings = (...names: string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => [name, snakeCase(name)]));

/** Billing, priority and logging at the provider (@google/genai 3.3.0 `GenerateContentConfig`). */
const dropped = bothSpellings('labels', 'serviceTier', 'store');

/** Fields that hold schemas, whose property order models follow. */
const schemaFields = bothSpellings('tools', 'generationConfig', 'generateContentRequest');

/** A body without what never changes its answer. Members are shared with the body, not copied. */
export function identityFields(body: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const name of Object.keys(body)) {
    const value = body[name];
    if (value === undefined || dropped.has(name)) continue;
    setMember(kept, name, schemaFields.has(name) ? keepPropertyOrder(value) : value);
  }
  return kept;
}

/** A copy without some members in either spelling: what remains of a body for people. */
export function withoutMembers(object: JsonObject, ...names: string[]): JsonObject {
  const left = bothSpellings(...names);
  const rest: JsonObject = {};
  for (const [name, value] of Object.entries(object)) if (!left.has(name)) setMember(rest, name, value);
  return rest;
}
