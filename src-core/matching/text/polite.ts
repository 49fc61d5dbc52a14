import { politeClosings, politeOpenings } from '../data/words.ts';

const longestFirst = (phrases: string): readonly (readonly string[])[] =>
  phrases
    .split('|')
    .map((phrase) => phrase.split(' '))
    .sort((one, other) => other.length - one.length);

const openings = longestFirst(politeOpenings);
const closings = longestFirst(politeClosings);

/** Range of the words that ask for something, once greetings and thanks at both ends are left out. Never empty. */
export function impoliteRange(words: readonly string[]): { from: number; to: number } {
  let from = 0;
  let to = words.length;
  for (let found = true; found;) {
    found = false;
    const opening = openings.find(
      (phrase) => to - from > phrase.length && phrase.every((word, i) => words[from + i] === word),
    );
    if (opening) {
      from += opening.length;
      found = true;
    }
    const closing = closings.find(
      (phrase) => to - from > phrase.length && phrase.every((word, i) => words[to - phrase.length + i] === word),
    );
    if (closing) {
      to -= closing.length;
      found = true;
    }
  }
  return { from, to };
}
