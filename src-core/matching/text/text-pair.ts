import { alignWords } from './align.ts';
import type { MatchText } from './read-text.ts';
import type { Token } from './tokens.ts';

/** Two texts laid side by side: which words each has that the other lacks. */
export interface TextPair {
  stored: MatchText;
  /** The asked text with its typos of the stored one's words, and the stored one's typos of its words, mended. */
  asked: MatchText;
  /** For each word of `stored.core` its place in `asked.core`, or -1. Equal, same stem or a typo. */
  places: readonly number[];
  /** Words of the core without a counterpart, function words included. */
  storedOnly: readonly Token[];
  askedOnly: readonly Token[];
  /** Letters agree when spaces are left out: every word has its counterpart. */
  sameLetters: boolean;
}

export function pairTexts(stored: MatchText, asked: MatchText): TextPair {
  const sameLetters = stored.letters === asked.letters;
  const { places, typos } = alignWords(stored.core, asked.core);
  const taken = new Set(places);
  const mended = typos.size === 0 ? asked : mend(asked, typos);
  return {
    stored,
    asked: mended,
    places,
    storedOnly: sameLetters ? [] : stored.core.filter((_, index) => places[index] === -1),
    askedOnly: sameLetters ? [] : mended.core.filter((_, index) => !taken.has(index)),
    sameLetters,
  };
}

/** Puts the stored text's words in the place of their typos, so that every guard reads the same word on both sides. */
function mend(text: MatchText, typos: ReadonlyMap<Token, Token>): MatchText {
  const mendToken = (token: Token): Token => {
    const meant = typos.get(token);
    return meant ? { ...token, word: meant.word, stem: meant.stem, stop: meant.stop } : token;
  };
  return { ...text, tokens: text.tokens.map(mendToken), core: text.core.map(mendToken) };
}
