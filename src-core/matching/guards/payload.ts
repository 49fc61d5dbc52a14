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
 * Vetoes any difference of substance between long texts and word problems, and any in the material that texts bring along
 * ("Translate: ..."): there one word changes the answer and the models see mostly what is alike. How the material is asked
 * about is left to them. In word problems even function words count ("how many more", "how many are left").
 */
export function payloadGuard(pair: TextPair): Finding {
  const { stored, asked, sameLetters } = pair;
  if (sameLetters) return agrees;
  const storedFrom = materialStart(stored);
  const askedFrom = materialStart(asked);
  if (storedFrom === null || askedFrom === null) return agrees;
  const counts = isProblem(stored) && isProblem(asked) ? () => true : (token: Token): boolean => !token.stop;
  const storedMeant = pair.storedOnly.filter((token) => token.start >= storedFrom && counts(token));
  const askedMeant = pair.askedOnly.filter((token) => token.start >= askedFrom && counts(token));
  if (storedMeant.length + askedMeant.length > 0)
    return { veto: true, stored: raw(storedMeant), asked: raw(askedMeant) };
  const order = pair.places.filter((place, index) => {
    const token = stored.core[index];
    return place !== -1 && token !== undefined && !token.stop && token.start >= storedFrom;
  });
  const moved = order.some((place, index) => index > 0 && place < (order[index - 1] ?? 0));
  return { veto: moved, stored: [], asked: [] };
}

const raw = (tokens: readonly Token[]): string[] => tokens.map((token) => token.raw);

/** Several quantities over more than one sentence. */
function isProblem(text: MatchText): boolean {
  return text.core.length >= problemWords && text.sentences >= 2 && readNumbers(text).length >= problemNumbers;
}

/** Where what a text is about begins, as an offset: 0 when all of it counts, null when it brings no material. */
function materialStart(text: MatchText): number | null {
  const { core } = text;
  if (core.length >= longWords || isProblem(text)) return 0;
  const colon = /[:\n]/u.exec(text.text);
  if (!colon) return null;
  const before = core.filter((token) => token.start < colon.index).length;
  return before >= 3 && core.length - before >= 2 ? colon.index : null;
}
