import { classes } from '../data/classes.ts';
import { shareGroup } from '../text/related.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { wordSet } from '../text/word-list.ts';
import { agrees, type Finding } from './verdict.ts';

interface Membership {
  kind: string;
  /** Spellings of one thing share it. */
  thing: string;
}

/** Members by their words joined with one space; the longest has `longest` words. */
const members = new Map<string, Membership[]>();
for (const [kind, list] of Object.entries(classes)) {
  for (const spellings of list.split(/\s+/u)) {
    for (const spelling of spellings.split('/')) {
      const name = spelling.replaceAll('_', ' ');
      members.set(name, [...(members.get(name) ?? []), { kind, thing: spellings }]);
    }
  }
}
/** "Thighs" are parts of the body; but "means" and "suits" are verbs, and "students" stand for all who learn. */
const singularOnly: Readonly<Record<string, true>> = {
  profession: true,
  recipient: true,
  statistic: true,
  clothing: true,
  collection: true,
  scalarType: true,
};
const plurals = new Map<string, Membership[]>(
  [...members].map(([name, kinds]) => [`${name}s`, kinds.filter(({ kind }) => !(kind in singularOnly))]),
);
const longest = Math.max(...[...members.keys()].map((name) => name.split(' ').length));

/** Classes whose members are sometimes said for one another: there the table of synonyms has the last word. */
const loose: Readonly<Record<string, true>> = {
  bodilyAct: true,
  posture: true,
  fileAct: true,
  serviceAct: true,
  tone: true,
  relative: true,
};

/** Vetoes when each text names a thing of one class that the other does not: Python and Rust, Paris and Rome. */
export function classesGuard({ stored, asked, storedOnly, askedOnly }: TextPair): Finding {
  if (storedOnly.length === 0 || askedOnly.length === 0) return agrees;
  const storedThings = readThings(stored.core, new Set(storedOnly));
  const askedThings = readThings(asked.core, new Set(askedOnly));
  const storedAll = new Set([...storedThings].map(({ thing }) => thing));
  const askedAll = new Set([...askedThings].map(({ thing }) => thing));
  for (const one of storedThings) {
    if (askedAll.has(one.thing) || !one.fresh) continue;
    const other = askedThings.find(
      ({ kind, thing, fresh, name }) =>
        fresh && kind === one.kind && !storedAll.has(thing) && !(kind in loose && shareGroup(one.name, name)),
    );
    if (other) return { veto: true, stored: [one.name], asked: [other.name] };
  }
  return agrees;
}

interface Thing extends Membership {
  name: string;
  /** Some word of the name has no counterpart in the other text. */
  fresh: boolean;
}

function readThings(tokens: readonly Token[], only: ReadonlySet<Token>): Thing[] {
  const found: Thing[] = [];
  tokens.forEach((_, index) => {
    for (let length = Math.min(longest, tokens.length - index); length >= 1; length--) {
      const part = tokens.slice(index, index + length);
      const name = part.map((token) => token.word).join(' ');
      const fresh = part.some((token) => only.has(token));
      for (const membership of members.get(name) ?? plurals.get(name) ?? []) {
        if (isMeant(membership.kind, name, part[0], tokens[index - 1]?.word ?? ''))
          found.push({ ...membership, name, fresh });
      }
    }
  });
  return found;
}

/** Members that are ordinary words too, unless the word before shows them for members, or shows them for none. */
const ordinary: readonly { words: ReadonlySet<string>; only?: ReadonlySet<string>; never?: ReadonlySet<string> }[] = [
  // "List the files", "to set a limit": verbs open the text or follow these; "a copy" is no act.
  {
    words: wordSet('list set map stack graph'),
    never: new Set(['', ...wordSet('to and or please i you me can should must')]),
  },
  { words: wordSet('copy'), never: wordSet('a an the another each') },
  { words: wordSet('back hand head foot'), only: wordSet('my your his her its their lower upper left right') },
  { words: wordSet('mean'), only: wordSet('the arithmetic geometric sample and get compute calculate find') },
];
const quantityKinds = wordSet('timeUnit lengthUnit weightUnit volumeUnit dataUnit');
const numberWords = wordSet(
  'two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety hundred thousand half few several',
);
const isNumber = (word: string): boolean => /^\d/u.test(word) || numberWords.has(word);

/** "us" is a country only in capitals, "May" a month only with one, "GET" a method only when shouted. */
function isMeant(kind: string, name: string, token: Token | undefined, before: string): boolean {
  if (name === 'us') return token?.raw === 'US';
  if (name === 'may' || name === 'march') return token?.capital === true && !token.opensSentence;
  if (kind === 'httpVerb') return token?.raw === name.toUpperCase();
  // What a number counts in is for the guard of units: 60 minutes are an hour.
  if (quantityKinds.has(kind) && isNumber(before)) return false;
  return ordinary.every(
    ({ words, only, never }) => !words.has(name) || (only?.has(before) !== false && never?.has(before) !== true),
  );
}
