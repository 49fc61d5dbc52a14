import { wordSet } from '../text/word-list.ts';
import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { shareGroup } from '../text/related.ts';
import type { Token } from '../text/tokens.ts';
import { readNumbers, type NumberFound } from './read-numbers.ts';
import { changedPlaces, nameAt, nextWord, type Match, type Side } from './number-places.ts';
import { unitOf } from './units.ts';
import { agrees, type Finding } from './verdict.ts';

/** Vetoes other numbers, and equal numbers that changed places; "one" and "the two" count only beside another number. */
export function numbersGuard(pair: TextPair): Finding {
  const stored: Side = { text: pair.stored, numbers: readNumbers(pair.stored) };
  const asked: Side = { text: pair.asked, numbers: readNumbers(pair.asked) };
  const matches = matchNumbers(stored, asked);
  const storedOnly = unsaid(stored, asked, new Set(matches.map((match) => match.stored)));
  const askedOnly = unsaid(asked, stored, new Set(matches.map((match) => match.asked)));
  const both = storedOnly.length > 0 && askedOnly.length > 0;
  const counts = ({ vague, value }: NumberFound): boolean => !vague || (both && value === '2');
  if (storedOnly.some(counts) || askedOnly.some(counts))
    return { veto: true, stored: raw(storedOnly.filter(counts)), asked: raw(askedOnly.filter(counts)) };
  return changedPlaces(stored, asked, matches)
    ? { veto: true, stored: valuesOf(stored), asked: valuesOf(asked) }
    : agrees;
}

const raw = (numbers: readonly NumberFound[]): string[] => numbers.map((number) => number.raw);
const valuesOf = ({ numbers }: Side): string[] =>
  numbers.filter((number) => !number.vague).map((number) => number.value);

/** Pairs equal numbers in their order, then places with counts: "third lane" and "lane three". */
function matchNumbers(stored: Side, asked: Side): Match[] {
  const matches: Match[] = [];
  const taken = new Set<number>();
  const take = (agree: (one: NumberFound, other: NumberFound) => boolean): void => {
    stored.numbers.forEach((number, index) => {
      if (matches.some((match) => match.stored === index)) return;
      const found = asked.numbers.findIndex((other, place) => !taken.has(place) && agree(number, other));
      if (found === -1) return;
      taken.add(found);
      matches.push({ stored: index, asked: found });
    });
  };
  take((one, other) => one.value === other.value && one.vague === other.vague);
  take(
    (one, other) => one.value === other.value && (one.value !== '1' || countSame(stored.text, one, asked.text, other)),
  );
  take(
    (one, other) =>
      (one.value === `${other.value}.` && sameRank(stored.text, one, asked.text, other)) ||
      (other.value === `${one.value}.` && sameRank(asked.text, other, stored.text, one)),
  );
  return matches.sort((one, other) => one.stored - other.stored);
}

/** "2 adults and 1 infant" and "one infant", but not "$1" and "one share". */
function countSame(text: MatchText, number: NumberFound, otherText: MatchText, other: NumberFound): boolean {
  const unit = unitOf(text, number);
  if (unit !== unitOf(otherText, other)) return false;
  return unit !== null || nextWord(text, number) === nextWord(otherText, other);
}

const months = wordSet(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec',
);

/** "Second chapter" and "chapter two"; "the third of May" and "3 May". */
function sameRank(rankText: MatchText, rank: NumberFound, text: MatchText, count: NumberFound): boolean {
  const named = rankText.tokens.slice(rank.last + 1, rank.last + 3);
  const label = text.tokens[count.first - 1];
  const isNamed = (token: Token): boolean =>
    !token.stop && (token.stem === label?.stem || shareGroup(token.word, label?.word ?? ''));
  if (label && named.some(isNamed)) return true;
  return isDay(rankText, rank) && isDay(text, count);
}

function isDay({ tokens }: MatchText, { first, last }: NumberFound): boolean {
  const next = tokens[last + 1]?.word;
  return [tokens[first - 1]?.word, next, next === 'of' ? tokens[last + 2]?.word : next].some(
    (word) => word !== undefined && months.has(word),
  );
}

/** Words that say a number without naming it. */
const sayings: Readonly<Record<string, ReadonlySet<string>>> = {
  '0': wordSet('no none nought nil non'),
  '1': wordSet('single sole once'),
  '1.': wordSet(
    'earliest original originally initial initially opening start starts starting begin begins beginning beginner debut order earlier sooner former prior beforehand priority inaugural introduction introduced introduce ascending descending freshman freshmen top',
  ),
  '2.': wordSet('sophomore sophomores'),
  '2': wordSet('pair pairs couple both double doubled dual twins fortnight'),
  '3': wordSet('trio triple tripled triples threefold'),
  '4': wordSet('quarterly quartet quadruple quadrupled'),
  '12': wordSet('noon midday'),
  '25': wordSet('quarter'),
  '50': wordSet('half'),
};

/** Numbers without a counterpart that the other text doesn't say by a word of its own either. */
function unsaid(side: Side, other: Side, matched: ReadonlySet<number>): NumberFound[] {
  const own = new Set(side.text.tokens.map((token) => token.word));
  const words = new Set(other.text.tokens.map((token) => token.word).filter((word) => !own.has(word)));
  return side.numbers.filter((number, index) => {
    if (matched.has(index)) return false;
    const saying = Object.hasOwn(sayings, number.value) ? sayings[number.value] : undefined;
    // Not so in "one of the two", which isn't "both".
    const isWhole = number.value === '1' || !side.numbers.some(({ value }) => value === '1');
    if (saying && isWhole && [...words].some((word) => saying.has(word))) return false;
    return !(number.value === '1' && hasArticleInstead(side, other, number));
  });
}

const singular = wordSet('a an per each every');

/** "1 lb of flour" and "a pound of flour". */
function hasArticleInstead(side: Side, other: Side, number: NumberFound): boolean {
  const counted = nextWord(side.text, number);
  return other.text.tokens.some(
    (token, index) => singular.has(token.word) && nameAt(other.text.tokens[index + 1]) === counted,
  );
}
