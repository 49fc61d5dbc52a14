import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { canonicalJson } from '../../request/canonical-json.ts';
import { isJsonObject, ownMember } from '../../request/json-value.ts';

/**
 * Fields that a response repeats from its request though they have no part in the answer, with what a response says when
 * its request did not give them (openai 7.57.0 `Response`). They are not part of the identity, so a hit may have been
 * recorded for another run, user or session of the same caller. `service_tier` and the cache's retention are no echoes:
 * they say how the recorded call was served. Every other echoed field is part of the identity, and equal.
 */
const echoed: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['metadata', {}],
  ['user', null],
  ['safety_identifier', null],
  ['prompt_cache_key', null],
]);

/** What a request gave of the fields that its response will repeat; undefined when it gave none. */
export function givenEchoes(body: JsonObject): JsonObject | undefined {
  let given: JsonObject | undefined;
  for (const name of echoed.keys()) {
    const value = ownMember(body, name);
    if (value !== undefined && !isEmpty(value)) (given ??= {})[name] = value;
  }
  return given;
}

/**
 * A recorded response as this caller may see it: what it repeats of another request is replaced by what this one gave, or
 * by what responses say when nothing was given. What the recording leaves out or empty stays so, since not every vendor
 * repeats these fields. The same object when nothing differs, which is the case for whoever repeats a whole request.
 */
export function withEchoes(response: JsonObject, given: JsonObject | undefined): JsonObject {
  let patched: JsonObject | undefined;
  for (const [name, notGiven] of echoed) {
    const recorded = ownMember(response, name);
    if (recorded === undefined || isEmpty(recorded)) continue;
    const own = given?.[name] ?? notGiven;
    if (canonicalJson(recorded) !== canonicalJson(own)) patched = { ...(patched ?? response), [name]: own };
  }
  return patched ?? response;
}

function isEmpty(value: JsonValue): boolean {
  return value === null || value === '' || (isJsonObject(value) && Object.keys(value).length === 0);
}
