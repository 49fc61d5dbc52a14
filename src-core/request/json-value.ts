import type { JsonObject, JsonValue } from '../ports/dialect.ts';

/** Whether a parsed JSON value is an object (not an array, not null). */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Sets an own member even when it is called `__proto__`, which a plain assignment would take for the prototype: the
 * member would vanish from the identity, and two different requests would share one key.
 */
export function setMember(target: JsonObject, name: string, value: JsonValue): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[name] = value;
  }
}

/** The member when it is a string. */
export function stringMember(object: JsonObject, name: string): string | undefined {
  const value = ownMember(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** The member when it is an object. */
export function objectMember(object: JsonObject, name: string): JsonObject | undefined {
  const value = ownMember(object, name);
  return isJsonObject(value) ? value : undefined;
}

/** The member when it is an array. */
export function arrayMember(object: JsonObject, name: string): JsonValue[] | undefined {
  const value = ownMember(object, name);
  return Array.isArray(value) ? value : undefined;
}

/** An own member; never what `Object.prototype` would answer for `constructor` or `__proto__`. */
export function ownMember(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
