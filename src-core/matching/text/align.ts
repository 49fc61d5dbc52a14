import { equivalents } from '../data/equivalents.ts';
import { isTypo } from './same-word.ts';
import type { Token } from './tokens.ts';
import { lineNumbers } from './word-list.ts';

export interface Alignment {
  /** For each word its place in the other text, or -1. */
  places: number[];
  /** Words of the other text that are typos or equivalents of ours, with ours. */
  meant: Map<Token, Token>;
}

/** Equal words first, then equal stems, equivalents and typos; among several, the one nearest to the word's own place. */
export function alignWords(words: readonly Token[], others: readonly Token[]): Alignment {
  const places = words.map(() => -1);
  const meant = new Map<Token, Token>();
  const free = new Set(others.keys());
  for (const same of [equalWord, equalStem, equivalent, typo]) {
    if (free.size === 0) break;
    words.forEach((word, index) => {
      if (places[index] !== -1) return;
      let best = -1;
      for (const place of free) {
        const other = others[place];
        if (!other || (best !== -1 && Math.abs(place - index) >= Math.abs(best - index))) continue;
        if (same(word, other)) best = place;
      }
      const other = others[best];
      if (!other) return;
      places[index] = best;
      free.delete(best);
      if (same === typo || same === equivalent) meant.set(other, word);
    });
  }
  return { places, meant };
}

const groups = lineNumbers(equivalents);

const equalWord = (one: Token, other: Token): boolean => one.word === other.word;
const equalStem = (one: Token, other: Token): boolean => one.stem === other.stem;
const equivalent = (one: Token, other: Token): boolean =>
  shareLine(one.word, other.word) ||
  (one.stem !== one.word && other.stem !== other.word && shareLine(one.stem, other.stem));
const typo = (one: Token, other: Token): boolean =>
  !one.coded && !other.coded && Math.abs(one.word.length - other.word.length) <= 1 && isTypo(one.word, other.word);

function shareLine(one: string, other: string): boolean {
  const lines = groups.get(other);
  return lines !== undefined && (groups.get(one)?.some((line) => lines.includes(line)) ?? false);
}
