import { antonyms } from '../data/antonyms.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
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
export function antonymsGuard({ storedOnly, askedOnly }: TextPair): Finding {
  if (storedOnly.length === 0 || askedOnly.length === 0) return agrees;
  for (const word of storedOnly) {
    const opposite = askedOnly.find((other) => areOpposite(word, other));
    if (opposite) return { veto: true, stored: [word.raw], asked: [opposite.raw] };
  }
  return agrees;
}

function areOpposite(one: Token, other: Token): boolean {
  return (
    (opposites.get(one.word)?.has(other.word) ?? false) ||
    (opposites.get(baseForm(one.word))?.has(baseForm(other.word)) ?? false) ||
    isNegated(one.word, other.word) ||
    isNegated(other.word, one.word)
  );
}

/** "increasing", "increased" and "increases" stand for "increase"; the table holds base forms. */
function baseForm(word: string): string {
  for (const base of [
    word,
    word.replace(/(?:s|d|es|ed|ing)$/u, ''),
    word.replace(/(?:ing|ed)$/u, 'e'),
    word.replace(/(.)\1(?:ing|ed)$/u, '$1'),
  ]) {
    if (opposites.has(base)) return base;
  }
  return word;
}

const negatingPrefix = /^(?:un|in|im|il|ir|dis|non|anti|de|mis|a)-?/u;

/** "unhappy" of "happy": the rest must be the whole other word. */
function isNegated(negated: string, word: string): boolean {
  return word.length >= 4 && negated.endsWith(word) && negated !== word && negated.replace(negatingPrefix, '') === word;
}
