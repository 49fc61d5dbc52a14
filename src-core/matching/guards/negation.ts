import { negators } from '../data/words.ts';
import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { wordSet } from '../text/word-list.ts';
import type { Finding } from './verdict.ts';

const negating = wordSet(negators);

/** Vetoes when one text negates an odd number of times more than the other. */
export function negationGuard({ stored, asked }: TextPair): Finding {
  const storedFound = negations(stored);
  const askedFound = negations(asked);
  const veto = (storedFound.length - askedFound.length) % 2 !== 0;
  return { veto, stored: veto ? storedFound : [], asked: veto ? askedFound : [] };
}

function negations(text: MatchText): string[] {
  const words = text.tokens.map((token) => token.word);
  return words.filter((word, index) => {
    if (!negating.has(word)) return false;
    const before = words[index - 1];
    const next = words[index + 1];
    if (word === 'not' && (before === 'or' || before === 'why' || next === 'only')) return false;
    return !(word === 'no' && (next === 'matter' || before === 'or'));
  });
}
