/**
 * The filter bars' grammar: words, `key:value`, `-key:value`; several values with commas; quotes around what holds a
 * space, a comma or a colon. Tokens keep their source so that a chip can be taken away from the text again.
 */
export interface FilterToken {
  /** Null for a word of free text. */
  key: string | null;
  values: string[];
  negated: boolean;
  source: string;
}

const tokenPattern = /-?[a-zA-Z]+:(?:"[^"]*"?|[^\s"]+)+|"[^"]*"?|\S+/g;
const pairPattern = /^(-?)([a-zA-Z]+):(.+)$/s;

/** Splits a filter into tokens. Only `keys` make pairs; anything else is text, so that a pasted address stays one. */
export function readFilterText(text: string, keys: readonly string[]): FilterToken[] {
  return (text.match(tokenPattern) ?? []).map((source) => {
    const pair = pairPattern.exec(source);
    const key = keys.find((candidate) => candidate === pair?.[2]?.toLowerCase());
    if (pair === null || key === undefined) return { key: null, values: [unquote(source)], negated: false, source };
    return { key, values: splitValues(pair[3] ?? ''), negated: pair[1] === '-', source };
  });
}

function splitValues(text: string): string[] {
  return (text.match(/"[^"]*"?|[^,"]+/g) ?? []).map(unquote).filter((value) => value !== '');
}

function unquote(text: string): string {
  return text.startsWith('"') ? text.replaceAll('"', '') : text;
}

/** Writes a pair so that it reads back the same. */
export function writeFilterPair(key: string, value: string, negated = false): string {
  const quoted = /[\s,:"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
  return `${negated ? '-' : ''}${key}:${quoted}`;
}

/** The text with one token more, or without it when it is there already. */
export function toggleToken(text: string, source: string, keys: readonly string[]): string {
  const sources = readFilterText(text, keys).map((token) => token.source);
  const kept = sources.filter((candidate) => candidate !== source);
  return (kept.length < sources.length ? kept : [...kept, source]).join(' ');
}

/** Pairs to show as chips, and the words left for the input. */
export function splitFilterText(text: string, keys: readonly string[]): { chips: FilterToken[]; words: string } {
  const tokens = readFilterText(text, keys);
  return {
    chips: tokens.filter((token) => token.key !== null),
    words: tokens
      .filter((token) => token.key === null)
      .map((token) => token.source)
      .join(' '),
  };
}
