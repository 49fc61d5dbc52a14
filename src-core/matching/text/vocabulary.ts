import { vocabulary } from '../data/vocabulary.ts';

interface Known {
  documents: number;
  /** Nearly always written with a capital: a name. */
  name: boolean;
}

const known = new Map<string, Known>();
for (const line of vocabulary.words.split('\n')) {
  const [count = '0', words = ''] = line.split(':');
  for (const entry of words.split(' ')) {
    const name = entry.endsWith('^');
    known.set(name ? entry.slice(0, -1) : entry, { documents: Number(count), name });
  }
}
const unseenIdf = Math.log(vocabulary.documents);

/** How many texts of the vocabulary's corpus hold the word; 0 for a word below its floor. */
export function documentsWith(word: string): number {
  return known.get(word)?.documents ?? 0;
}

/** Inverse document frequency, ln(N / n), of Sparck Jones (1972); unseen words count as seen once. */
export function idf(word: string): number {
  const documents = documentsWith(word);
  return documents === 0 ? unseenIdf : Math.log(vocabulary.documents / documents);
}

export function isKnownName(word: string): boolean {
  return known.get(word)?.name ?? false;
}
