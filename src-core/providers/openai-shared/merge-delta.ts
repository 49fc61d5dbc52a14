import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject } from '../../request/json-value.ts';

/** Members being put together from deltas. A Map, since a member may be called `__proto__`. */
export type Members = Map<string, JsonValue>;

export function membersOf(members: Members): JsonObject {
  return Object.fromEntries(members);
}

/**
 * Adds a delta's member: strings and arrays grow, anything else is replaced, null never replaces. So reasoning_content,
 * reasoning, reasoning_details and whatever vendors invent come out whole. (The openai SDK's own accumulator keeps only
 * the last piece of a field it does not know; the vendor's JSON form has them whole.)
 */
export function growMember(members: Members, name: string, value: JsonValue): void {
  const before = members.get(name);
  if (typeof before === 'string' && typeof value === 'string') members.set(name, before + value);
  else if (Array.isArray(before) && Array.isArray(value)) appendAll(before, value);
  else if (Array.isArray(value)) members.set(name, [...value]);
  else if (value !== null || before === undefined) members.set(name, value);
}

/** Replaces a member by a later one; null never replaces. */
export function replaceMember(members: Members, name: string, value: JsonValue): void {
  if (value !== null || !members.has(name)) members.set(name, value);
}

/** Log probabilities of a chunk onto those so far: each array (content, refusal, tokens, ...) grows. */
export function growLogprobs(before: JsonValue | undefined, delta: JsonValue): JsonValue {
  if (!isJsonObject(delta)) return delta ?? before ?? null;
  const members: Members = new Map(isJsonObject(before) ? Object.entries(before) : []);
  for (const [name, value] of Object.entries(delta)) growMember(members, name, value);
  return membersOf(members);
}

/** Not `push(...items)`: a recording may hold more items than a call may have arguments. */
function appendAll(target: JsonValue[], items: readonly JsonValue[]): void {
  for (const item of items) target.push(item);
}
