import { compile, type JSONPathQuery } from 'json-p3';
import { SemcacheError } from '../../contracts/errors.ts';
import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject, ownMember, setMember } from '../../request/json-value.ts';

type Header = (name: string) => string | undefined;
/** Names and indexes on the way to a value. */
type Location = (string | number)[];

/** The one text that a JSONPath selects, and where it is. */
export interface SelectedText {
  text: string;
  location: Location;
}

/** Header that says which text of a body is compared by meaning, in both of the spellings that Semcache documents. */
export function promptPathHeader(header: Header): string | undefined {
  return header('x-llm-prompt') ?? header('x-llm-proxy-prompt');
}

const maxPathLength = 500;

/**
 * Selects the text that the header's JSONPath (RFC 9535) names in a body; undefined when it selects none, several values,
 * or something else than a string. Throws header_invalid for what is no JSONPath.
 */
export function selectPrompt(header: Header, body: JsonObject): SelectedText | undefined {
  const path = promptPathHeader(header) ?? '';
  const query = compilePath(path.trim());
  let first: SelectedText | undefined;
  try {
    for (const { value, location } of query.lazyQuery(body)) {
      if (first !== undefined || typeof value !== 'string') return undefined;
      first = { text: value, location };
    }
  } catch {
    // json-p3 gives up on bodies that nest deeper than it descends: then there is no text that could be compared.
    return undefined;
  }
  return first;
}

function compilePath(path: string): JSONPathQuery {
  if (isCostly(path)) {
    throw invalid('is longer than 500 characters, or holds more than one "..", filter, "$" or selector in a bracket');
  }
  try {
    return compile(path);
  } catch (cause) {
    throw invalid('is not a JSONPath as RFC 9535 defines it, such as $.messages[-1].content', cause);
  }
}

/** Selectors multiply the work of each other, and patterns know no bound; a path to one text needs neither. */
function isCostly(path: string): boolean {
  if (path.length > maxPathLength) return true;
  const bare = path.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '');
  const count = (sign: string): number => bare.split(sign).length - 1;
  return bare.includes(',') || ['..', '?', '$'].some((sign) => count(sign) > 1);
}

const invalid = (problem: string, cause?: unknown): SemcacheError =>
  new SemcacheError('header_invalid', `X-LLM-Prompt ${problem}.`, { cause });

/** A copy of a body with null where the selected text was. */
export function withoutText(body: JsonObject, location: Location): JsonObject {
  const copy = replaceAt(body, location);
  return isJsonObject(copy) ? copy : body;
}

function replaceAt(value: JsonValue, [name, ...rest]: Location): JsonValue {
  if (name === undefined) return null;
  if (Array.isArray(value)) return value.map((item, index) => (index === name ? replaceAt(item, rest) : item));
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) {
    const member = ownMember(value, key);
    if (member !== undefined) setMember(copy, key, key === name ? replaceAt(member, rest) : member);
  }
  return copy;
}
