import { negators } from '../data/words.ts';
import type { MatchText } from '../text/read-text.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { wordSet } from '../text/word-list.ts';
import { agrees, type Finding } from './verdict.ts';

const negating = wordSet(negators);

/**
 * Vetoes when one text negates an odd number of times more than the other, unless the other has a word of its own that
 * says "not" within itself ("painless" for "without pain", "forbidden" for "must not"): then the verifier is to judge.
 */
export function negationGuard(pair: TextPair): Finding {
  const storedFound = negations(pair.stored);
  const askedFound = negations(pair.asked);
  if (isPending(pair.stored, pair.asked) || isPending(pair.asked, pair.stored)) return agrees;
  const odd = (storedFound.length - askedFound.length) % 2 !== 0;
  const [fewer, more] =
    storedFound.length < askedFound.length ? [pair.storedOnly, pair.askedOnly] : [pair.askedOnly, pair.storedOnly];
  const veto = odd && !negatesItself(fewer, more);
  return { veto, stored: veto ? storedFound : [], asked: veto ? askedFound : [] };
}

const notYet = /\b(?:not|haven't|hasn't|didn't)\b.{1,40}\byet\b/iu;
const toDo = /\b(?:still|left|remain\p{L}*)\b/iu;

/** What is not done yet is still to do. */
function isPending(one: MatchText, other: MatchText): boolean {
  return notYet.test(one.text) && !notYet.test(other.text) && toDo.test(other.text) && negations(other).length === 0;
}

/** Words that say "not" without a negator. */
const inward = wordSet(
  `missing lack lacks absent absence deficiency deficient forbidden forbids prohibited prohibits banned bans illegal against refuse
  refuses refused refusing fail fails failed failing stop stops stopped quit impossible unable only solely except but besides skip
  skipping omit omitting exclude excludes excluded ignore ignoring ignored leaving aside rather instead free empty nothing none`,
);
const endings = /^(?!unless|regardless)\p{L}{3,}(?:less|-free)$/u;
const prefixes = /^(?:un|in|im|ir|il|dis|non-?)(?=\p{L}{4})/u;

/** Whether words of a text hold a negation that the other text spells out. */
function negatesItself(words: readonly Token[], others: readonly Token[]): boolean {
  return words.some(({ word }) => {
    if (inward.has(word) || endings.test(word)) return true;
    const rest = word.replace(prefixes, '');
    return rest !== word && others.some((other) => other.word === rest || other.stem === rest);
  });
}

/** What leaves something out in two words; not what "sets A apart from B". */
const exceptions =
  /\b(?:other than|(?<!\b(?:set|sets|setting|tell|tells|telling)(?: \w+){0,4} )apart from|aside from|with the exception of)\b/gu;

function negations(text: MatchText): string[] {
  const words = text.tokens.map((token) => token.word);
  const single = words.filter((word, index) => {
    if (word === 'unless') return true;
    if (!negating.has(word)) return false;
    const before = words[index - 1];
    const next = words[index + 1];
    if (word === 'not' && (before === 'or' || before === 'why' || next === 'only')) return false;
    // "no more than five" is a bound, "yes or no" a form of answer.
    if (word === 'no' && comparatives.has(next ?? '') && words[index + 2] === 'than') return false;
    return !(word === 'no' && (next === 'matter' || before === 'or' || before === 'yes'));
  });
  return [...single, ...[...words.join(' ').matchAll(exceptions)].map(([found]) => found)];
}

const comparatives = wordSet('more fewer less later earlier larger smaller longer');
