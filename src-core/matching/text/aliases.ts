import { aliases } from '../data/aliases.ts';

/** Alias phrases by their first word, longest first. */
const byFirstWord = new Map<string, { words: readonly string[]; name: string }[]>();
for (const line of aliases.split('\n')) {
  const [name = '', others = ''] = line.split(': ');
  for (const phrase of others.split(', ')) {
    const words = phrase.split(' ');
    const [first = ''] = words;
    const known = [...(byFirstWord.get(first) ?? []), { words, name }];
    byFirstWord.set(
      first,
      known.sort((one, other) => other.words.length - one.words.length),
    );
  }
}

/** The longest alias that begins at `index`, or null. */
export function aliasAt(words: readonly string[], index: number): { name: string; length: number } | null {
  const found = byFirstWord
    .get(words[index] ?? '')
    ?.find((alias) => alias.words.every((word, offset) => words[index + offset] === word));
  return found ? { name: found.name, length: found.words.length } : null;
}
