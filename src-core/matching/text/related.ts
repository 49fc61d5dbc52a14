import { lands } from '../data/lands.ts';
import { synonyms } from '../data/synonyms.ts';
import type { Token } from './tokens.ts';
import { commonStart } from './same-word.ts';
import { stemWord } from './stem.ts';
import { lineNumbers } from './word-list.ts';

const landOf = lineNumbers(lands);

const groups = new Map<string, Set<number>>();
synonyms.split('\n').forEach((line, number) => {
  for (const word of line.split(' ')) {
    for (const form of [word, stemWord(word)]) groups.set(form, (groups.get(form) ?? new Set()).add(number));
  }
});

/** True when the words share a group of synonyms or a root, or are a land and its people. */
export function areRelated(one: Token, other: Token): boolean {
  return areSynonyms(one, other) || shareRoot(one.word, other.word) || shareLand(one.word, other.word);
}

/** True when a line of the table of lands holds both words. */
export function shareLand(one: string, other: string): boolean {
  return landOf.get(one)?.some((line) => landOf.get(other)?.includes(line)) === true;
}

function areSynonyms(one: Token, other: Token): boolean {
  return shareGroup(one.word, other.word) || shareGroup(one.stem, other.stem);
}

/** True when a line of the table of synonyms holds both words. */
export function shareGroup(one: string, other: string): boolean {
  const left = groups.get(one);
  const right = groups.get(other);
  if (!left || !right) return false;
  for (const group of left) if (right.has(group)) return true;
  return false;
}

/** India and Indian, read and reader, superstition and superstitious. */
export function shareRoot(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (/\d/u.test(long)) return false;
  if (short.length >= 4 && long.startsWith(short) && long.length - short.length <= 3) return true;
  const common = commonStart(short, long);
  return common >= 6 && common >= long.length * 0.7;
}

const partOfSpeech =
  /^(?:e|y|ed|es|al|ally|ing|ings|able|ary|ate|ation|ations|cation|ication|ify|ion|ions|ize|ment|ments|val|ve|ves|vals|ly)?$/u;

/** "Verify" and "verification", "retire" and "retirement": one word in two parts of speech; not "employer" and "employee". */
export function isDerived(one: string, other: string): boolean {
  const common = commonStart(one, other);
  return common >= 5 && partOfSpeech.test(one.slice(common)) && partOfSpeech.test(other.slice(common));
}
