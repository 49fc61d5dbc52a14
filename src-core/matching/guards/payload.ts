import type { MatchText } from '../text/read-text.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { readNumbers } from './read-numbers.ts';
import { agrees, type Finding } from './verdict.ts';

/** Texts of this many words describe a case; then every word of substance counts. */
const longWords = 30;
/** A problem in words: several quantities in more than a short question. */
const problemWords = 9;
const problemNumbers = 2;

/**
 * Vetoes any difference of substance between long texts, word problems and texts that bring their material along
 * ("Translate: ..."): there one word changes the answer and the models see mostly what is alike. In word problems even
 * function words count ("how many more", "how many are left").
 */
export function payloadGuard(pair: TextPair): Finding {
  const { stored, asked, sameLetters } = pair;
  if (sameLetters || !(bringsMaterial(stored) && bringsMaterial(asked))) return agrees;
  const counts = isProblem(stored) && isProblem(asked) ? () => true : (token: Token): boolean => !token.stop;
  const storedMeant = pair.storedOnly.filter(counts).map((token) => token.raw);
  const askedMeant = pair.askedOnly.filter(counts).map((token) => token.raw);
  if (storedMeant.length + askedMeant.length > 0) return { veto: true, stored: storedMeant, asked: askedMeant };
  const order = pair.places.filter((place, index) => place !== -1 && stored.core[index]?.stop === false);
  const moved = order.some((place, index) => index > 0 && place < (order[index - 1] ?? 0));
  return { veto: moved, stored: [], asked: [] };
}

/** Several quantities over more than one sentence. */
function isProblem(text: MatchText): boolean {
  return text.core.length >= problemWords && text.sentences >= 2 && readNumbers(text).length >= problemNumbers;
}

function bringsMaterial(text: MatchText): boolean {
  const { core } = text;
  if (core.length >= longWords || isProblem(text)) return true;
  const colon = /[:\n]/u.exec(text.text);
  if (!colon) return false;
  const before = core.filter((token) => token.start < colon.index).length;
  return before >= 3 && core.length - before >= 2;
}
