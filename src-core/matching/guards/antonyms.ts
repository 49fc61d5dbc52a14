import { antonyms } from '../data/antonyms.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { wordSet } from '../text/word-list.ts';
import { agrees, type Finding } from './verdict.ts';

const opposites = new Map<string, Set<string>>();
for (const entry of antonyms.split(/\s+/u)) {
  const [word = '', others = ''] = entry.split(':');
  for (const other of others.split(',')) {
    addOpposite(word, other);
    addOpposite(other, word);
  }
}

function addOpposite(word: string, other: string): void {
  const known = opposites.get(word) ?? new Set();
  known.add(other);
  opposites.set(word, known);
}

/** Vetoes a word of one text whose opposite stands in the other instead. */
export function antonymsGuard(pair: TextPair): Finding {
  const { storedOnly, askedOnly } = pair;
  for (const word of storedOnly) {
    const opposite = askedOnly.find((other) => areOpposite(word, other) && turnsRound(pair, word, other));
    if (opposite) return { veto: true, stored: [word.raw], asked: [opposite.raw] };
  }
  return findJunction(pair) ?? findMistaken(pair);
}

/** "Readable and writable" / "readable or writable", where nothing else is different. */
function findJunction({ storedOnly, askedOnly }: TextPair): Finding | null {
  const [one, other] = [storedOnly[0], askedOnly[0]];
  if (!one || !other || storedOnly.length + askedOnly.length > 2) return null;
  const differ = (one.word === 'and' && other.word === 'or') || (one.word === 'or' && other.word === 'and');
  return differ ? { veto: true, stored: [one.raw], asked: [other.raw] } : null;
}

/** "Asynchronous" is no typo of "synchronous", though one letter apart: what was taken for one is read as written. */
function findMistaken({ stored, asked, places }: TextPair): Finding {
  for (const [index, place] of places.entries()) {
    const one = stored.core[index]?.raw ?? '';
    const other = asked.core[place]?.raw ?? '';
    const [ours, theirs] = [one.toLowerCase(), other.toLowerCase()];
    if (isNegated(ours, theirs) || isNegated(theirs, ours)) return { veto: true, stored: [one], asked: [other] };
  }
  return agrees;
}

function areOpposite(one: Token, other: Token): boolean {
  return (
    (opposites.get(one.word)?.has(other.word) ?? false) ||
    (opposites.get(baseForm(one))?.has(baseForm(other)) ?? false) ||
    isNegated(one.word, other.word) ||
    isNegated(other.word, one.word)
  );
}

/** "increasing", "increased" and "increases" stand for "increase", "given" for "give"; the table holds base forms. */
function baseForm({ word, stem }: Token): string {
  for (const base of [
    word,
    stem,
    word.replace(/(?:s|d|es|ed|ing)$/u, ''),
    word.replace(/(?:ing|ed)$/u, 'e'),
    word.replace(/(.)\1(?:ing|ed)$/u, '$1'),
  ]) {
    if (opposites.has(base)) return base;
  }
  return word;
}

const negatingPrefix =
  /^(?:(?:non|anti)-?|un|in|im|il|ir|dis|de|mis|a(?=typical|symmetric|synchronous|political|moral))/u;
/** What only looks like a prefix. */
const whole = wordSet('income inside intake insight install indeed inform intent invent import impress improve depart');

/** "unhappy" of "happy": the rest must be the whole other word. */
function isNegated(negated: string, word: string): boolean {
  return word.length >= 4 && negated !== word && !whole.has(negated) && negated.replace(negatingPrefix, '') === word;
}

/** False where the exchange of the two words leaves the meaning: elsewhere in the sentence, negated, or in converse. */
function turnsRound(pair: TextPair, word: Token, other: Token): boolean {
  if (has(pair.stored.core, other.word) && has(pair.asked.core, word.word)) return false;
  const storedAt = pair.stored.core.indexOf(word);
  const askedAt = pair.asked.core.indexOf(other);
  if (placed.has(word.word) || placed.has(other.word)) return isSamePlace(pair, storedAt, askedAt);
  if (denies(pair.stored.core, storedAt) !== denies(pair.asked.core, askedAt)) return false;
  return !isConverse(pair, storedAt, askedAt);
}

const has = (tokens: readonly Token[], word: string): boolean => tokens.some((token) => token.word === word);

const negators = wordSet('no not never none nobody nothing neither nor without cannot');

/** "Not open" is closed: a negator in the few words before turns the word itself round. */
const denies = (tokens: readonly Token[], index: number): boolean =>
  tokens.slice(Math.max(0, index - 4), index).some((token) => negators.has(token.word));

/** Function words: opposites only beside the same word, as in "log in" and "log out", "with sugar" and "without sugar". */
const placed = wordSet('in out on off up down with without over under above below both neither all none any');
/** These belong to the word before them, or to one put between: "turn off the light", "turn the light on". */
const particles = wordSet('in out on off up down');
/** And these, with another verb, to the word behind them: "put on your boots", "take off your boots". */
const changing = wordSet('on off up down');

function isSamePlace(pair: TextPair, storedAt: number, askedAt: number): boolean {
  const [storedBefore, storedAfter] = neighbours(pair.stored.core, storedAt);
  const [askedBefore, askedAfter] = neighbours(pair.asked.core, askedAt);
  const same = (one: Token | undefined, another: Token | undefined): boolean =>
    one !== undefined && one.stem === another?.stem;
  const particle = pair.stored.core[storedAt]?.word ?? '';
  if (!particles.has(particle)) return same(storedAfter, askedAfter);
  if (changing.has(particle) && same(storedAfter, askedAfter)) return true;
  return same(storedBefore, askedBefore) || same(storedBefore, askedAfter) || same(storedAfter, askedBefore);
}

/** The nearest words of substance before and behind a place. */
function neighbours(tokens: readonly Token[], index: number): [Token | undefined, Token | undefined] {
  return [
    tokens.slice(0, index).findLast((token) => !token.stop),
    tokens.slice(index + 1).find((token) => !token.stop),
  ];
}

/** "A is older than B" and "B is younger than A": what stands before the one word stands behind the other, both ways. */
function isConverse({ stored, places }: TextPair, storedAt: number, askedAt: number): boolean {
  const crosses = (index: number): boolean => {
    const place = places[index] ?? -1;
    const isSubstance = stored.core[index]?.stop === false;
    return place !== -1 && isSubstance && index < storedAt === place > askedAt;
  };
  const indices = [...stored.core.keys()];
  return (
    indices.some((index) => index < storedAt && crosses(index)) &&
    indices.some((index) => index > storedAt && crosses(index))
  );
}
