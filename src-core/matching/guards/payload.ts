import type { MatchText } from '../text/read-text.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { readNumbers } from './read-numbers.ts';
import { agrees, type Finding } from './verdict.ts';

/** Texts of this many words describe a case; then every word of substance counts. */
const longWords = 30;
/** A problem in words: several quantities in more than a short question. */
const problemWords = 14;
const problemNumbers = 2;

/**
 * Vetoes any difference of substance between long texts, word problems and texts that bring their material along
 * ("Translate: ..."): there one word changes the answer and the models see mostly what is alike.
 */
export function payloadGuard({ stored, asked, storedOnly, askedOnly, places, sameLetters }: TextPair): Finding {
  if (sameLetters || !(bringsMaterial(stored) && bringsMaterial(asked))) return agrees;
  const meant = (tokens: readonly Token[]): string[] => tokens.filter((token) => !token.stop).map((token) => token.raw);
  const storedMeant = meant(storedOnly);
  const askedMeant = meant(askedOnly);
  if (storedMeant.length + askedMeant.length > 0) return { veto: true, stored: storedMeant, asked: askedMeant };
  const order = places.filter((place, index) => place !== -1 && stored.core[index]?.stop === false);
  const moved = order.some((place, index) => index > 0 && place < (order[index - 1] ?? 0));
  return { veto: moved, stored: [], asked: [] };
}

function bringsMaterial(text: MatchText): boolean {
  const { core } = text;
  if (core.length >= longWords) return true;
  if (core.length >= problemWords && readNumbers(text).length >= problemNumbers && text.sentences >= 2) return true;
  const colon = /[:\n]/u.exec(text.text);
  if (!colon) return false;
  const before = core.filter((token) => token.start < colon.index).length;
  return before >= 3 && core.length - before >= 2;
}
