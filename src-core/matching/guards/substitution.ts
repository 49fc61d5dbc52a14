import { isNumber } from '../data/number-words.ts';
import { areRelated, isDerived } from '../text/related.ts';
import { idf } from '../text/vocabulary.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { agrees, type Finding } from './verdict.ts';

/** Both words at least this rare (one text in 1,800) name something in particular. */
const rareIdf = 7.5;

/**
 * Vetoes one rare word exchanged for an unrelated one where all else is the same: "calcium ammonium phosphate" /
 * "calcium acid phosphate". Commoner words are weighed by the features.
 */
export function substitutionGuard(pair: TextPair): Finding {
  const participle = findParticiple(pair);
  if (participle) return participle;
  const found = findSubstitution(pair);
  if (!found || found.idf < rareIdf || isDerived(found.stored.word, found.asked.word)) return agrees;
  return { veto: true, stored: [found.stored.raw], asked: [found.asked.raw] };
}

/** "A loved person" and "a loving person": in the same place, -ed and -ing turn a word round. */
function findParticiple({ stored, asked, places, storedOnly, askedOnly }: TextPair): Finding | null {
  if (storedOnly.length + askedOnly.length > 0) return null;
  for (const [index, place] of places.entries()) {
    const one = stored.core[index];
    const other = asked.core[place];
    if (!one || !other || one.word === other.word) continue;
    const pair = [one.word, other.word].sort().join(' ');
    if (/^\S+ed \S+ing$/u.test(pair)) return { veto: true, stored: [one.raw], asked: [other.raw] };
  }
  return null;
}

/** The one word of substance that was exchanged for an unrelated one in its place, and the smaller of both IDFs. */
export function findSubstitution(pair: TextPair): { stored: Token; asked: Token; idf: number } | null {
  const [storedWord, ...storedRest] = ownWords(pair.storedOnly);
  const [askedWord, ...askedRest] = ownWords(pair.askedOnly);
  if (!storedWord || !askedWord || storedRest.length + askedRest.length > 0) return null;
  if (areRelated(storedWord, askedWord)) return null;
  const apart = Math.abs(placeOf(storedWord, pair.stored.core) - placeOf(askedWord, pair.asked.core));
  if (apart > 1) return null;
  return { stored: storedWord, asked: askedWord, idf: Math.min(idf(storedWord.word), idf(askedWord.word)) };
}

/** Words of substance, each once: "my pet eats soy, is it normal to eat soy" has one of its own. */
function ownWords(words: readonly Token[]): Token[] {
  // Numbers are another guard's: "nine" and "9" are one.
  const substance = words.filter((token) => !token.stop && !isNumber(token.word));
  return substance.filter((token, index) => substance.findIndex(({ stem }) => stem === token.stem) === index);
}

/** Place among the words of substance. */
function placeOf(word: Token, words: readonly Token[]): number {
  return words.filter((token) => !token.stop).indexOf(word);
}
