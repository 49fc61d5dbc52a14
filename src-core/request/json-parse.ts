import type { JsonValue } from '../ports/dialect.ts';
import { decimalOf, exactNumber } from './json-number.ts';
import { scanJson } from './json-scan.ts';

/** Deeper texts are not read: recursive walks must never meet the end of the stack. */
export const maxJsonDepth = 200;

/** Strict UTF-8 to text without a leading byte-order mark; undefined when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Parses JSON text; undefined when it is not JSON. Recursion over the result is safe only below {@link maxJsonDepth}. */
export function tryParse(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Parses JSON of any origin; undefined when it is not JSON or nests too deep to be walked safely. */
export function parseJsonText(text: string): JsonValue | undefined {
  return scanJson(text).depth > maxJsonDepth ? undefined : tryParse(text);
}

type SourceReviver = (name: string, value: JsonValue, context?: { source?: string }) => JsonValue;

const keepExact: SourceReviver = (_name, value, context) => {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  const decimal = decimalOf(context.source);
  return decimal === decimalOf(String(value)) ? value : exactNumber(decimal);
};

/**
 * As {@link tryParse}, with every number that a double would change kept exactly (json-number.ts). Slower: the reviver
 * sees each value with its source text (JSON.parse source text access, ECMA-262 2026, in V8 since 11.4).
 */
export function tryParseExactly(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text, keepExact);
    return value;
  } catch {
    return undefined;
  }
}
