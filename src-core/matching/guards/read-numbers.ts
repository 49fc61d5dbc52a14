import { moneyScales, ordinals, roman, scales, shortScales, small, tens } from '../data/number-words.ts';
import { wordSet } from '../text/word-list.ts';
import type { MatchText } from '../text/read-text.ts';
import type { Token } from '../text/tokens.ts';

export interface NumberFound {
  /** Canonical value: "1,000" and "thousand" are "1000"; ordinals end in "." ("1." is first). */
  value: string;
  /** As written. */
  raw: string;
  /** Indexes of the first and the last token that belong to it. */
  first: number;
  last: number;
  /** What is glued to the number, such as "mb" in "10MB" and "player" in "two-player". */
  glued: string | null;
  /** Often no number, or one that goes without saying: "one", "the two", "second". */
  vague: boolean;
}

/** Compounds that count nothing. */
const idioms = wordSet('one-way one-stop one-time one-off one-on-one one-to-one');
/** Before "two" they mean things already named. */
const definite = wordSet('the these those both');
/** Before "second" they mean a place in a row. */
const determiners = wordSet('the my your our his her its their a this every');
/** What a single I counts. */
const numbered = wordSet('war part type phase chapter volume class grade level act book calculus physics');
/** What follows a numeral I rather than the speaker. */
const afterNumeral = wordSet('of and or in by from to vs scene');

/** Numbers of a text in order, from digits, words, ordinals and roman numerals. */
export function readNumbers(text: MatchText): NumberFound[] {
  const found: NumberFound[] = [];
  const { tokens } = text;
  for (let index = 0; index < tokens.length; index++) {
    const number = readDigits(text, index) ?? readWords(tokens, index) ?? readOther(tokens, index);
    if (!number) continue;
    found.push(number);
    index = number.last;
  }
  return found;
}

function readDigits({ tokens, text }: MatchText, index: number): NumberFound | null {
  const token = tokens[index];
  const match = token && /^(\d+(?:[.,]\d+)*)(\p{L}*)$/u.exec(token.word);
  if (!token || !match) return null;
  const [, digits = '', tail = ''] = match;
  // Of a full hour the other text may say the hour alone.
  if (digits === '00' && text[token.start - 1] === ':') return null;
  if (['st', 'nd', 'rd', 'th'].includes(tail)) return plain(`${digits}.`, token, index);
  // A decade reads as itself; "the 500s" are no seconds.
  if (tail === 's' && /^\d{3,4}$/u.test(digits) && digits.endsWith('0'))
    return plain(digits.length === 4 ? token.word : digits, token, index);
  const base = canonicalDigits(digits);
  const isMoney = /[$€£]\s?$/u.test(text.slice(Math.max(0, token.start - 2), token.start));
  const scaled = shortScales[tail] ?? (isMoney ? moneyScales[tail] : undefined);
  if (scaled !== undefined) return plain(String(Number(base) * scaled), token, index);
  const next = scales[tokens[index + 1]?.word ?? ''];
  if (tail === '' && next !== undefined) {
    return {
      ...plain(String(Number(base) * next), token, index),
      last: index + 1,
      raw: `${token.raw} ${tokens[index + 1]?.raw ?? ''}`,
    };
  }
  return { ...plain(base, token, index), glued: tail === '' ? null : tail };
}

function readWords(tokens: readonly Token[], index: number): NumberFound | null {
  let total = 0;
  let group = 0;
  let last = index - 1;
  for (let i = index; i < tokens.length; i++) {
    const word = tokens[i]?.word ?? '';
    const [head = '', tail = ''] = word.split('-');
    const unit = small.indexOf(head);
    if (tail !== '' && tens[head] !== undefined && small.includes(tail) && group % 100 === 0)
      group += (tens[head] ?? 0) + small.indexOf(tail);
    else if (tail !== '') break;
    else if (unit >= 0 && !(group > 0 && group % 10 !== 0)) group += unit;
    else if (tens[word] !== undefined && group % 100 === 0) group += tens[word] ?? 0;
    else if (scales[word] !== undefined && (i > index || word.length > 0)) {
      const scale = scales[word] ?? 1;
      if (scale === 100 || scale === 12) group = Math.max(group, 1) * scale;
      else {
        total += Math.max(group, 1) * scale;
        group = 0;
      }
    } else if (word === 'and' && continues(tokens, i)) continue;
    else break;
    last = i;
  }
  const token = tokens[index];
  if (last < index || !token) return null;
  const raw = tokens
    .slice(index, last + 1)
    .map((word) => word.raw)
    .join(' ');
  return { ...plain(String(total + group), token, index), last, raw, vague: last === index && isVague(tokens, index) };
}

/** "Two hundred and forty" goes on behind its "and"; "a hundred and two hundred" are two numbers. */
function continues(tokens: readonly Token[], and: number): boolean {
  const [before, next, after] = [tokens[and - 1], tokens[and + 1], tokens[and + 2]].map((token) => token?.word ?? '');
  const [head = ''] = (next ?? '').split('-');
  return (
    (before === 'hundred' || before === 'thousand') &&
    (small.includes(head) || tens[head] !== undefined) &&
    scales[after ?? ''] === undefined
  );
}

/** "One" is often a pronoun, and "the two" are things already named. */
function isVague(tokens: readonly Token[], index: number): boolean {
  const wordAt = (place: number): string => tokens[place]?.word ?? '';
  if (wordAt(index) !== 'two') return wordAt(index) === 'one';
  const ofThem = wordAt(index - 2) === 'of' && ['one', 'either', 'neither'].includes(wordAt(index - 3));
  return definite.has(wordAt(index - 1)) && !ofThem;
}

function readOther(tokens: readonly Token[], index: number): NumberFound | null {
  const token = tokens[index];
  if (!token || idioms.has(token.word)) return null;
  if (token.word === 'twice') return { ...plain('2', token, index), glued: 'times' };
  if (token.word === 'thrice') return { ...plain('3', token, index), glued: 'times' };
  if (token.word === 'half' && tokens[index + 1]?.word === 'a' && tokens[index + 2]?.word === 'dozen')
    return { ...plain('6', token, index), last: index + 2, raw: 'half a dozen' };
  const compound = readCompound(token, index);
  if (compound) return compound;
  const ordinal = readOrdinal(tokens, index);
  if (ordinal) return ordinal;
  const raw = token.raw.replace(/'s$/u, '');
  const next = tokens[index + 1];
  if (raw === 'I' && numbered.has(tokens[index - 1]?.word ?? '') && (!next || afterNumeral.has(next.word)))
    return plain('1', token, index);
  const numeral = Object.hasOwn(roman, raw) ? roman[raw] : undefined;
  return numeral === undefined ? null : plain(String(numeral), token, index);
}

/** "Two-player" and "ten-year-old" count what they are joined to; "twenty-first" is a place. */
function readCompound(token: Token, index: number): NumberFound | null {
  const [head = '', tail = ''] = token.word.split('-');
  if (tail === '') return null;
  const ten = Object.hasOwn(tens, head) ? tens[head] : undefined;
  const rest = tail === 'second' ? 2 : Object.hasOwn(ordinals, tail) ? ordinals[tail] : undefined;
  if (ten !== undefined && rest !== undefined && rest < 10) return plain(`${String(ten + rest)}.`, token, index);
  const count = ten ?? small.indexOf(head);
  return count <= 0 ? null : { ...plain(String(count), token, index), glued: tail, vague: head === 'one' };
}

function readOrdinal(tokens: readonly Token[], index: number): NumberFound | null {
  const token = tokens[index];
  if (!token || isSortOrder(tokens, index)) return null;
  const [head = '', tail = ''] = token.word.split('-');
  const next = tokens[index + 1];
  const isPlace = tail !== '' || (determiners.has(tokens[index - 1]?.word ?? '') && next !== undefined && !next.stop);
  if (head === 'second') return isPlace ? { ...plain('2.', token, index), vague: true } : null;
  const ordinal = Object.hasOwn(ordinals, head) ? ordinals[head] : undefined;
  return ordinal === undefined ? null : { ...plain(`${String(ordinal)}.`, token, index), glued: tail || null };
}

/** "Biggest first" and "most recent first" say how to sort. */
function isSortOrder(tokens: readonly Token[], index: number): boolean {
  return (
    tokens[index]?.word === 'first' &&
    (/..est$/u.test(tokens[index - 1]?.word ?? '') || ['most', 'least'].includes(tokens[index - 2]?.word ?? ''))
  );
}

const plain = (value: string, token: Token, index: number): NumberFound => ({
  value,
  raw: token.raw,
  first: index,
  last: index,
  glued: null,
  vague: false,
});

/** "1,000" is 1000, "1,5" and "1.50" are 1.5, "1.2.3" stays; a number beyond exact doubles stays as written. */
function canonicalDigits(digits: string): string {
  const joined = digits.replace(/,(?=\d{3}(?:\D|$))/gu, '').replaceAll(',', '.');
  const value = Number(joined);
  return Number.isFinite(value) && joined.length <= 15 ? String(value) : joined;
}
