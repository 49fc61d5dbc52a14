import { normaliseText } from './normalise.ts';
import { impoliteRange } from './polite.ts';
import { readTokens, type Token } from './tokens.ts';

/** A text read once, for every guard and feature. */
export interface MatchText {
  /** Normalised: NFKC, straight quotes. */
  text: string;
  /** All words, contractions expanded. */
  tokens: readonly Token[];
  /** Words between greeting and thanks. */
  core: readonly Token[];
  /** Letters and digits of `core` without spaces. */
  letters: string;
  sentences: number;
}

export function readText(original: string): MatchText {
  const text = normaliseText(original);
  const tokens = readTokens(text);
  const { from, to } = impoliteRange(tokens.map((token) => token.word));
  const core = tokens.slice(from, to);
  return {
    text,
    tokens,
    core,
    letters: core.map((token) => token.word.replaceAll('-', '')).join(''),
    sentences: text.split(/[.?!]+\s+|\n+/u).filter((sentence) => /\p{L}/u.test(sentence)).length,
  };
}
