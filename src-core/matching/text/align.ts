import { isTypo } from './same-word.ts';
import type { Token } from './tokens.ts';

export interface Alignment {
  /** For each word its place in the other text, or -1. */
  places: number[];
  /** Words of the other text that are typos, or that ours are typos of, with ours. */
  typos: Map<Token, Token>;
}

/** Equal words first, then equal stems, then typos; among several, the one nearest to the word's own place. */
export function alignWords(words: readonly Token[], others: readonly Token[]): Alignment {
  const places = words.map(() => -1);
  const typos = new Map<Token, Token>();
  const free = new Set(others.keys());
  for (const same of [equalWord, equalStem, typo]) {
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
      if (same === typo) typos.set(other, word);
    });
  }
  return { places, typos };
}

const equalWord = (one: Token, other: Token): boolean => one.word === other.word;
const equalStem = (one: Token, other: Token): boolean => one.stem === other.stem;
const typo = (one: Token, other: Token): boolean =>
  Math.abs(one.word.length - other.word.length) <= 1 && isTypo(one.word, other.word);
