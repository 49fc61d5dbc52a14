import { alignWords } from './align.ts';
import type { MatchText } from './read-text.ts';
import type { Token } from './tokens.ts';

/** Two texts laid side by side: which words each has that the other lacks. */
export interface TextPair {
  stored: MatchText;
  /** The asked text with the stored one's words in place of their typos and equivalents. */
  asked: MatchText;
  /** For each word of `stored.core` its place in `asked.core`, or -1. Equal, same stem, equivalent or a typo. */
  places: readonly number[];
  /** Words of the core without a counterpart, function words included. */
  storedOnly: readonly Token[];
  askedOnly: readonly Token[];
  /** Letters agree when spaces are left out: every word has its counterpart. */
  sameLetters: boolean;
}

export function pairTexts(stored: MatchText, asked: MatchText): TextPair {
  const sameLetters = stored.letters === asked.letters;
  const { places, meant } = alignWords(stored.core, asked.core);
  const taken = new Set(places);
  const mended = meant.size === 0 ? asked : mend(asked, meant);
  return {
    stored,
    asked: mended,
    places,
    storedOnly: sameLetters ? [] : stored.core.filter((_, index) => places[index] === -1),
    askedOnly: sameLetters ? [] : mended.core.filter((_, index) => !taken.has(index)),
    sameLetters,
  };
}

/** Puts the stored text's words in the place of their typos and equivalents, so that guards and verifier read the same. */
function mend(text: MatchText, meant: ReadonlyMap<Token, Token>): MatchText {
  const replaced = [...meant].sort(([one], [other]) => one.start - other.start);
  let mended = '';
  let read = 0;
  for (const [token, ours] of replaced) {
    mended += text.text.slice(read, token.start) + ours.raw;
    read = token.end;
  }
  mended += text.text.slice(read);
  /** How far what stands at a place of the old text has moved. */
  const moved = (place: number): number =>
    replaced
      .filter(([token]) => token.end <= place)
      .reduce((sum, [token, ours]) => sum + ours.raw.length - (token.end - token.start), 0);
  const mendToken = (token: Token): Token => {
    const start = token.start + moved(token.start);
    const ours = meant.get(token);
    if (!ours) return { ...token, start, end: token.end + moved(token.end) };
    return { ...token, word: ours.word, stem: ours.stem, stop: ours.stop, start, end: start + ours.raw.length };
  };
  return { ...text, text: mended, tokens: text.tokens.map(mendToken), core: text.core.map(mendToken) };
}
