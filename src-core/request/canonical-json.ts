import type { JsonObject, JsonValue } from '../ports/dialect.ts';
import { exactNumberText } from './json-number.ts';
import { decodeUtf8, maxJsonDepth, tryParse, tryParseExactly } from './json-parse.ts';
import { scanJson } from './json-scan.ts';
import { isJsonObject } from './json-value.ts';

export type JsonRequestReading =
  | { ok: true; value: JsonObject }
  | { ok: false; reason: 'invalid_json' | 'ambiguous_json' | 'unsupported_body' };

/** Exact reading costs about a microsecond a value; a body of more would hold up every other request. */
const maxExactValues = 100_000;

/**
 * Reads a request body that has exactly one meaning: UTF-8 (RFC 8259 section 8.1; a leading byte-order mark is
 * ignored), an object, no repeated key, no deeper than {@link maxJsonDepth}. Servers disagree about repeated keys (first,
 * last, error), so such a body has no certain identity; nor has one with too many numbers to compare exactly.
 */
export function parseJsonRequest(bytes: Uint8Array): JsonRequestReading {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { ok: false, reason: 'invalid_json' };
  const scan = scanJson(text);
  if (scan.depth > maxJsonDepth) return { ok: false, reason: 'ambiguous_json' };
  if (scan.hasLongNumber && scan.commas > maxExactValues) return { ok: false, reason: 'ambiguous_json' };
  const value = scan.hasLongNumber ? tryParseExactly(text) : tryParse(text);
  if (value === undefined) return { ok: false, reason: 'invalid_json' };
  // JSON.parse keeps the last of repeated keys, so the tree then has fewer members than the text.
  if (countMembers(value) !== scan.members) return { ok: false, reason: 'ambiguous_json' };
  // A lone number that no double holds is an object only to us (json-number.ts).
  const isObject = isJsonObject(value) && exactNumberText(value) === undefined;
  return isObject ? { ok: true, value } : { ok: false, reason: 'unsupported_body' };
}

function countMembers(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countMembers(item);
    return count;
  }
  const items = Object.values(value);
  for (const item of items) count += countMembers(item);
  return count + items.length;
}

/**
 * The one text of a JSON value: keys sorted by UTF-16 code unit, no white space, strings and numbers as JSON.stringify
 * writes them (RFC 8785's choices), numbers beyond a double as `<digits>e<exponent>`.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
}

function canonicalArray(items: JsonValue[]): string {
  let text = '[';
  for (const item of items) text += text.length === 1 ? canonicalJson(item) : `,${canonicalJson(item)}`;
  return `${text}]`;
}

function canonicalObject(object: JsonObject): string {
  const names = Object.keys(object);
  if (names.length === 0) return exactNumberText(object) ?? '{}';
  let text = '{';
  for (const name of names.sort()) {
    const member = object[name];
    if (member === undefined) continue;
    text += `${text.length === 1 ? '' : ','}${quoted(name)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

const plainName = /^[a-zA-Z0-9_-]*$/;

function quoted(name: string): string {
  return plainName.test(name) ? `"${name}"` : JSON.stringify(name);
}
