import type { JsonObject } from '../../ports/dialect.ts';
import { setMember } from '../../request/json-value.ts';

/** Transport, and how early a busy provider takes the request (cohere-ai 8.1.0 `V2ChatRequest.priority`). */
const dropped: ReadonlySet<string> = new Set(['stream', 'priority']);

/** A body without what never changes its answer. Members are shared with the body, not copied. */
export function identityFields(body: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const name of Object.keys(body)) {
    const value = body[name];
    if (value !== undefined && !dropped.has(name)) setMember(kept, name, value);
  }
  return kept;
}
