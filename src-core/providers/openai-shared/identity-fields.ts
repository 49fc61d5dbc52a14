import type { JsonObject } from '../../ports/dialect.ts';
import { setMember } from '../../request/json-value.ts';
import { droppedFields } from './drop-list.ts';

/**
 * A body without what never changes its answer: the drop list, and nulls of fields for which the vendor documents null
 * as "not given". Members are shared with the body, not copied.
 */
export function identityFields(body: JsonObject, nullable: ReadonlySet<string>): JsonObject {
  const kept: JsonObject = {};
  for (const name of Object.keys(body)) {
    const value = body[name];
    if (value === undefined || droppedFields.has(name) || (value === null && nullable.has(name))) continue;
    setMember(kept, name, value);
  }
  return kept;
}

/** A copy without one member: what remains of a body for people once its conversation is shown apart. */
export function without(object: JsonObject, name: string): JsonObject {
  const rest: JsonObject = {};
  for (const [key, value] of Object.entries(object)) if (key !== name) setMember(rest, key, value);
  return rest;
}
