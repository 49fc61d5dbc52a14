import { areRelated } from '../text/related.ts';
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
  const found = findSubstitution(pair);
  if (!found || found.idf < rareIdf) return agrees;
  return { veto: true, stored: [found.stored.raw], asked: [found.asked.raw] };
}

/** The one word of substance that was exchanged for an unrelated one in its place, and the smaller of both IDFs. */
export function findSubstitution(pair: TextPair): { stored: Token; asked: Token; idf: number } | null {
  const [storedWord, ...storedRest] = pair.storedOnly.filter((token) => !token.stop);
  const [askedWord, ...askedRest] = pair.askedOnly.filter((token) => !token.stop);
  if (!storedWord || !askedWord || storedRest.length + askedRest.length > 0) return null;
  if (areRelated(storedWord, askedWord)) return null;
  const apart = Math.abs(placeOf(storedWord, pair.stored.core) - placeOf(askedWord, pair.asked.core));
  if (apart > 1) return null;
  return { stored: storedWord, asked: askedWord, idf: Math.min(idf(storedWord.word), idf(askedWord.word)) };
}

/** Place among the words of substance. */
function placeOf(word: Token, words: readonly Token[]): number {
  return words.filter((token) => !token.stop).indexOf(word);
}
