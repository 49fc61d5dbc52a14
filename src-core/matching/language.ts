import type { Embedding } from '../ports/model-runner.ts';
import { foreignWords } from './data/foreign-words.ts';
import { stopWords } from './data/words.ts';
import { foldWord } from './text/normalise.ts';
import { documentsWith } from './text/vocabulary.ts';
import { wordSet } from './text/word-list.ts';

const stops = wordSet(stopWords);
/** Words that are both ("die", "do", "no") tell nothing. */
const foreign = new Set([...wordSet(foldWord(foreignWords))].filter((word) => !stops.has(word)));

/** In the texts that the vocabulary was counted from, names and slips are rarer than this. */
const usualDocuments = 20;

/**
 * Whether a text in Latin letters is in a language that the shipped models know poorly and the guards not at all. Three
 * signs, of which no one is enough by itself unless it is strong: words of other languages' grammar, few words of English,
 * and a vocabulary that has to cut the words up.
 */
export function isForeignLanguage(text: string, { pieces }: Pick<Embedding, 'pieces'>): boolean {
  // Not the guards' tokens, which mend "wat" and join "l'eau" as if they were English.
  const words = foldWord(text).match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return false;
  const share = (test: (word: string) => boolean): number => words.filter(test).length / words.length;
  const foreignShare = share((word) => foreign.has(word));
  const knownShare = share((word) => stops.has(word) || (!foreign.has(word) && documentsWith(word) >= usualDocuments));
  const stopShare = share((word) => stops.has(word));
  const cutUp = piecesPerLetter(text, pieces);
  // "Hogyan", "hvordan": no English text has them but to ask for their meaning.
  if (words.some((word) => word.length >= 6 && foreign.has(word) && documentsWith(word) === 0)) return true;
  if (cutUp > 0.62 || foreignShare >= 0.34) return true;
  if (words.length >= 4 && knownShare === 0) return true;
  return knownShare <= 0.5 && stopShare < 0.25 && (foreignShare > 0 || cutUp > 0.38);
}

/** Digits and marks are a piece each; they say nothing about the language. */
function piecesPerLetter(text: string, pieces: number): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const others = text.match(/[^\p{L}\p{M}\s]/gu)?.length ?? 0;
  return letters === 0 ? 0 : Math.max(0, pieces - others) / letters;
}
