import type { MatchText } from '../text/read-text.ts';
import { stemWord } from '../text/stem.ts';
import type { Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-list.ts';
import type { NumberFound } from './read-numbers.ts';
import { unitOf } from './units.ts';

/** A text with its numbers. */
export interface Side {
  text: MatchText;
  numbers: readonly NumberFound[];
}
/** One number as the stored and the asked text have it: their places in the lists of numbers. */
export interface Match {
  stored: number;
  asked: number;
}

/** What a word names: "year-old" behind a number counts years. */
export const nameAt = (token: Token | undefined): string | null =>
  token === undefined ? null : stemWord(token.word.split('-')[0] ?? '');
/** What the word behind a number names. */
export const nextWord = (text: MatchText, number: NumberFound): string | null => nameAt(text.tokens[number.last + 1]);

/** True when two numbers stand in another order and nothing shows that each still belongs to what it did. */
export function changedPlaces(stored: Side, asked: Side, matches: readonly Match[]): boolean {
  const precise = matches.filter((match) => !stored.numbers[match.stored]?.vague);
  const told = precise.map((match) => toldApart(stored, asked, match));
  return precise.some((first, index) =>
    precise.some(
      (second, place) =>
        place > index &&
        second.asked < first.asked &&
        (rolesSwapped(stored, asked, first, second) ||
          !(told[index] || told[place] || areListed(stored, asked, first, second))),
    ),
  );
}

/** A neighbour of the number in both texts that is next to no other number. */
function toldApart(stored: Side, asked: Side, match: Match): boolean {
  const ofAsked = ownNeighbours(asked, match.asked);
  return ownNeighbours(stored, match.stored).some((name) => ofAsked.includes(name));
}

function ownNeighbours(side: Side, index: number): string[] {
  const others = new Set(side.numbers.flatMap((_, place) => (place === index ? [] : neighbours(side, place))));
  return neighbours(side, index).filter((name) => !others.has(name));
}

/** Words that stand between a number and its neighbour. */
const skipped = wordSet('a an the my your our his her its their this these those');
/** Function words that tell what a number does: "from 10", "to 20". */
const leading = wordSet('from to at in on of for with by under over above below after before until than within per');
const joining = wordSet('and or nor vs plus as-well-as');

function neighbours({ text, numbers }: Side, index: number): string[] {
  const number = numbers[index];
  if (!number) return [];
  const isNumber = (place: number): boolean => numbers.some(({ first, last }) => place >= first && place <= last);
  let before = number.first - 1;
  while (skipped.has(text.tokens[before]?.word ?? '')) before--;
  const left = text.tokens[before];
  const right = text.tokens[number.last + 1];
  const names = [unitOf(text, number), number.glued];
  if (left && !isNumber(before) && (!left.stop || leading.has(left.word))) names.push(nameAt(left));
  // "Passed EECS 203": what is done with a number stands before its label.
  const doer = text.tokens[before - 1];
  if (left && !left.stop && doer && !doer.stop && !isNumber(before - 1)) names.push(nameAt(doer));
  if (right && !isNumber(number.last + 1) && !right.stop && !joining.has(right.word)) names.push(nameAt(right));
  return names.filter((name) => name !== null);
}

/** "EECS 203 and EECS 280", "7 cm or 9 cm": a list names its numbers in any order. */
function areListed(stored: Side, asked: Side, first: Match, second: Match): boolean {
  const joined = (side: Side, from: number, to: number): boolean => {
    const [one, other] = [side.numbers[from], side.numbers[to]];
    if (!one || !other) return false;
    const shared = [nameAt(side.text.tokens[one.first - 1]), nextWord(side.text, other)];
    const rest = side.text.tokens.slice(one.last + 1, other.first).filter((token) => !shared.includes(token.stem));
    return rest.length > 0 && rest.every((token) => joining.has(token.word));
  };
  return joined(stored, first.stored, second.stored) && joined(asked, second.asked, first.asked);
}

/** "MATH 115 before STATS 116" and "STATS 116 before MATH 115": labelled numbers about the same words. */
function rolesSwapped(stored: Side, asked: Side, first: Match, second: Match): boolean {
  const link = (side: Side, from: number, to: number): string | null => {
    const [one, other] = [side.numbers[from], side.numbers[to]];
    const labels = [one, other].map((number) => side.text.tokens[(number?.first ?? 0) - 1]);
    if (!one || !other || labels.some((label) => !label || label.stop)) return null;
    const words = side.text.tokens.slice(one.last + 1, other.first - 1).filter((token) => !joining.has(token.word));
    return words.length === 0 ? null : words.map((token) => token.stem).join(' ');
  };
  const storedLink = link(stored, first.stored, second.stored);
  return storedLink !== null && storedLink === link(asked, second.asked, first.asked);
}
