import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject, ownMember } from '../../request/json-value.ts';

/**
 * Google's servers read protobuf JSON: `lowerCamelCase` and `snake_case` names alike, null as not given, and one item
 * where a list is meant (protobuf.dev, "JSON encoding"). Identities keep whichever spelling was sent.
 */
export function protoMember(object: JsonObject, name: string): JsonValue | undefined {
  return ownMember(object, name) ?? ownMember(object, snakeCase(name)) ?? undefined;
}

/** Objects of a list member, or the one object that stands for a list; anything else in it is left out. */
export function protoObjects(object: JsonObject, name: string): JsonObject[] {
  const value = protoMember(object, name);
  return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
}

/** Whether {@link protoObjects} leaves nothing out. */
export function holdsOnlyObjects(object: JsonObject, name: string): boolean {
  const value = protoMember(object, name);
  return isJsonObject(value) || (Array.isArray(value) && value.every(isJsonObject));
}

/** The member when it is an object. */
export function protoObject(object: JsonObject, name: string): JsonObject | undefined {
  const value = protoMember(object, name);
  return isJsonObject(value) ? value : undefined;
}

/** The member when it is a string. */
export function protoString(object: JsonObject, name: string): string | undefined {
  const value = protoMember(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** `systemInstruction` to `system_instruction`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
