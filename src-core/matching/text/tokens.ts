import { aliasAt } from './aliases.ts';
import { expandWord } from './contractions.ts';
import { foldWord } from './normalise.ts';
import { stemWord } from './stem.ts';
import { stopWords } from '../data/words.ts';
import { wordSet } from './word-list.ts';

export interface Token {
  /** Folded, contraction expanded ("what's" gives two tokens), aliases under one name. */
  word: string;
  stem: string;
  /** As written. */
  raw: string;
  /** Offset of `raw` in the normalised text, and the offset behind it. */
  start: number;
  end: number;
  /** First word of a sentence, where a capital says nothing. */
  opensSentence: boolean;
  capital: boolean;
  /** A function word. */
  stop: boolean;
  /** Part of a path, pattern or identifier, where another letter is no slip. */
  coded: boolean;
}

const stops = wordSet(stopWords);
// Names that punctuation would cut (C++, C#, .NET, Node.js), abbreviations (U.S.), numbers, words with inner marks.
const pattern =
  /\b[cf]#|\bc\+\+|(?<!\w)\.net\b|\b(?:node|next|vue|react|express|ember|d3|three)\.js\b|\b\p{L}(?:\.\p{L})+\b\.?|\d+(?:[.,]\d+)*(?:\p{L}+)?|[\p{L}\p{M}\p{N}_]+(?:['-]\p{L}[\p{L}\p{M}\p{N}_]*|-\d+)*/giu;

/** Words of a normalised text in order. */
export function readTokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const raw = match[0];
    const before = text.slice(Math.max(0, start - 4), start);
    const opensSentence = before.trim() === '' || /[.?!:;"(\n]\s*$/u.test(before);
    const end = start + raw.length;
    const coded = /[*./\\_$@~=]$/u.test(before) || /^(?:[*/\\_@=(]|\.\w)/u.test(text.slice(end, end + 2));
    const place = { raw, start, end, opensSentence, capital: /^\p{Lu}/u.test(raw), coded };
    for (const word of wordsOf(raw)) found.push(readWord(word, place));
  }
  return mergeAliases(found);
}

function wordsOf(raw: string): readonly string[] {
  if (raw === 'US') return ['usa'];
  if (/^\p{L}(?:\.\p{L})+\.?$/u.test(raw)) {
    const letters = foldWord(raw.replaceAll('.', ''));
    return [letters === 'us' ? 'usa' : letters];
  }
  return expandWord(foldWord(raw)).filter((word) => word !== '');
}

function readWord(word: string, place: Omit<Token, 'word' | 'stem' | 'stop'>): Token {
  // "IT" is a subject, "it" is not.
  const isAbbreviation = /^\p{Lu}{2,3}$/u.test(place.raw) && !place.opensSentence && place.raw !== 'OK';
  return { ...place, word, stem: stemWord(word), stop: stops.has(word) && !isAbbreviation };
}

function mergeAliases(tokens: readonly Token[]): Token[] {
  const words = tokens.map((token) => token.word);
  const merged: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const alias = aliasAt(words, index);
    const last = alias && tokens[index + alias.length - 1];
    if (!token) continue;
    if (!alias || !last) {
      merged.push(token);
      continue;
    }
    index += alias.length - 1;
    if (alias.name === '-') continue;
    const raw = new Set(tokens.slice(index + 1 - alias.length, index + 1).map((part) => part.raw));
    merged.push(readWord(alias.name, { ...token, raw: [...raw].join(' '), end: last.end }));
  }
  return merged;
}
