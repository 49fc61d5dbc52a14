import { documentsWith, isKnownName } from '../text/vocabulary.ts';
import { shareLand, shareRoot } from '../text/related.ts';
import { oneEditApart } from '../text/same-word.ts';
import type { MatchText } from '../text/read-text.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { units } from '../data/units.ts';
import { lineNumbers } from '../text/word-list.ts';
import { agrees, type Finding } from './verdict.ts';

const unitOf = lineNumbers(units);

/** Vetoes when each text has a name (capitalised or unseen word) that the other lacks, or one has it within a name of both. */
export function namesGuard(pair: TextPair): Finding {
  return findInserted(pair) ?? findExchanged(pair);
}

/** "John Quincy Adams" is somebody else than "John Adams"; an initial changes nobody. */
function findInserted({ stored, asked, storedOnly, askedOnly, places }: TextPair): Finding | null {
  const back = new Map(places.map((place, index) => [place, index]));
  const ofStored = insertedName(stored, new Set(storedOnly), (index) => places[index] ?? -1);
  if (ofStored) return { veto: true, stored: [ofStored.raw], asked: [] };
  const ofAsked = insertedName(asked, new Set(askedOnly), (index) => back.get(index) ?? -1);
  return ofAsked ? { veto: true, stored: [], asked: [ofAsked.raw] } : null;
}

/** A word between two parts of a name that stand next to each other in the other text. */
function insertedName(
  text: MatchText,
  only: ReadonlySet<Token>,
  placeOf: (index: number) => number,
): Token | undefined {
  if (only.size === 0 || !saysByCapitals(text)) return undefined;
  const { core } = text;
  return core.find((token, index) => {
    const [before, after] = [core[index - 1], core[index + 1]];
    if (!only.has(token) || !before?.capital || !after?.capital) return false;
    const isName = token.capital && !token.stop && !before.stop && !after.stop && /^\p{L}{3,}$/u.test(token.raw);
    return isName && placeOf(index - 1) !== -1 && placeOf(index + 1) === placeOf(index - 1) + 1;
  });
}

function findExchanged(pair: TextPair): Finding {
  const storedNames = namesOnly(pair.storedOnly, pair.stored, pair.asked);
  if (storedNames.length === 0) return agrees;
  const askedNames = namesOnly(pair.askedOnly, pair.asked, pair.stored);
  if (askedNames.length === 0) return agrees;
  return { veto: true, stored: storedNames.map((name) => name.raw), asked: askedNames.map((name) => name.raw) };
}

/** Names among the words that the other text lacks. */
function namesOnly(words: readonly Token[], text: MatchText, other: MatchText): Token[] {
  if (words.length === 0) return [];
  const capitalsTell = saysByCapitals(text);
  const writesCapitals = text.tokens.some((token) => token.capital);
  return words.filter((word) => isName(word, { capitalsTell, writesCapitals }) && !hasRelative(word, other));
}

function isName(
  word: Token,
  { capitalsTell, writesCapitals }: Record<'capitalsTell' | 'writesCapitals', boolean>,
): boolean {
  if (word.stop || word.word.length < 2 || /^\d/u.test(word.word) || unitOf.has(word.word)) return false;
  if (word.capital && !word.opensSentence && capitalsTell) return true;
  if (isKnownName(word.word)) return true;
  // Whoever writes capitals gives names one: a rare word without it is a rare word, for substitution and verifier to weigh.
  if (writesCapitals && !word.capital) return false;
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
  if (isInitials(name, other.core)) return true;
  return other.core.some(
    (token) =>
      word === `${token.word}s` ||
      token.word === `${word}s` ||
      areLandAndPeople(word, token.word) ||
      prefixed(token.word, word) ||
      prefixed(word, token.word) ||
      (!name.capital && shareRoot(word, token.word)) ||
      (word.includes('-') && word.split('-').includes(token.word)) ||
      isMisspelt(word, token.word),
  );
}

/** "GCD" where the other text has "greatest common divisor". */
function isInitials(name: Token, others: readonly Token[]): boolean {
  const letters = name.raw.replaceAll('.', '');
  if (!/^\p{Lu}{3,6}$/u.test(letters)) return false;
  const initials = others.map((token) => token.word[0] ?? ' ').join('');
  return initials.includes(letters.toLowerCase());
}

const peopleEnding = /(?:ian|ean|an|ese|ish|i|ic)s?$/u;

/** Sicily and Sicilian, Denmark and Danish have a beginning in common, and one of them the ending of a people. */
function areLandAndPeople(one: string, other: string): boolean {
  if (shareLand(one, other)) return true;
  const [people, land] = peopleEnding.test(one) ? [one, other] : [other, one];
  const root = people.replace(peopleEnding, '').slice(0, -1);
  return peopleEnding.test(people) && root.length >= 3 && land.length >= 4 && land.startsWith(root);
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
