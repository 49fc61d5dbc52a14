import { documentsWith, isKnownName } from '../text/vocabulary.ts';
import { shareRoot } from '../text/related.ts';
import { oneEditApart } from '../text/same-word.ts';
import type { MatchText } from '../text/read-text.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { agrees, type Finding } from './verdict.ts';

/** Vetoes when each text has a name (capitalised or unseen word) that the other lacks. */
export function namesGuard(pair: TextPair): Finding {
  const storedNames = namesOnly(pair.storedOnly, pair.stored, pair.asked);
  if (storedNames.length === 0) return agrees;
  const askedNames = namesOnly(pair.askedOnly, pair.asked, pair.stored);
  if (askedNames.length === 0) return agrees;
  return { veto: true, stored: storedNames.map((name) => name.raw), asked: askedNames.map((name) => name.raw) };
}

/** Names among the words that the other text lacks. */
export function namesOnly(words: readonly Token[], text: MatchText, other: MatchText): Token[] {
  if (words.length === 0) return [];
  const capitalsTell = saysByCapitals(text);
  return words.filter((word) => isName(word, capitalsTell) && !hasRelative(word, other));
}

function isName(word: Token, capitalsTell: boolean): boolean {
  if (word.stop || word.word.length < 2 || /^\d/u.test(word.word)) return false;
  if (word.capital && !word.opensSentence && capitalsTell) return true;
  if (isKnownName(word.word)) return true;
  return documentsWith(word.word) === 0 && documentsWith(word.stem) === 0 && /^\p{L}{3,}$/u.test(word.word);
}

/** A title or a shout capitalises everything, and then capitals name nothing. */
function saysByCapitals(text: MatchText): boolean {
  const content = text.tokens.filter((token) => !token.stop && !token.opensSentence);
  return content.length < 3 || content.filter((token) => token.capital).length < content.length * 0.7;
}

/** India and Indian, Trump and Trumps, Gandhi and Ghandi; or the other text writes it joined or apart. */
function hasRelative(name: Token, other: MatchText): boolean {
  const { word } = name;
  const plain = word.replaceAll('-', '');
  if (plain.length >= 4 && other.letters.includes(plain)) return true;
  return other.core.some(
    (token) =>
      prefixed(token.word, word) ||
      prefixed(word, token.word) ||
      (!name.capital && shareRoot(word, token.word)) ||
      (word.includes('-') && word.split('-').includes(token.word)) ||
      isMisspelt(word, token.word),
  );
}

function prefixed(short: string, long: string): boolean {
  return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 3;
}

function isMisspelt(one: string, other: string): boolean {
  return (
    one.length >= 6 &&
    one[0] === other[0] &&
    (documentsWith(one) === 0) !== (documentsWith(other) === 0) &&
    oneEditApart(one, other)
  );
}
