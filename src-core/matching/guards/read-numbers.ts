import { wordSet } from '../text/word-list.ts';
import type { MatchText } from '../text/read-text.ts';
import type { Token } from '../text/tokens.ts';

export interface NumberFound {
  /** Canonical value: "1,000" and "thousand" are "1000"; ordinals end in "." ("1." is first). */
  value: string;
  /** As written. */
  raw: string;
  /** Index of the last token that belongs to it. */
  last: number;
  /** Unit glued to the digits, such as "mb" in "10MB". */
  glued: string | null;
  /** The word "one", which is often no number. */
  vague: boolean;
}

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  lakh: 1e5,
  lakhs: 1e5,
  crore: 1e7,
  crores: 1e7,
  dozen: 12,
  millions: 1e6,
  billions: 1e9,
  thousands: 1e3,
  hundreds: 100,
};
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  twentieth: 20,
  firstly: 1,
};
const roman: Readonly<Record<string, number>> = {
  II: 2,
  III: 3,
  IV: 4,
  VI: 6,
  VII: 7,
  VIII: 8,
  IX: 9,
  XI: 11,
  XII: 12,
  XIII: 13,
  XIV: 14,
  XV: 15,
  XVI: 16,
  XX: 20,
  ii: 2,
  iii: 3,
};
/** What a single I counts. */
const numbered = wordSet('war part type phase chapter volume class grade level act book calculus physics');
const shortScales: Readonly<Record<string, number>> = { k: 1e3, bn: 1e9, mn: 1e6 };

/** Numbers of a text in order, from digits, words, ordinals and roman numerals. */
export function readNumbers(text: MatchText): NumberFound[] {
  const found: NumberFound[] = [];
  const { tokens } = text;
  for (let index = 0; index < tokens.length; index++) {
    const number = readDigits(tokens, index) ?? readWords(tokens, index) ?? readOther(tokens, index);
    if (!number) continue;
    found.push(number);
    index = number.last;
  }
  return found;
}

function readDigits(tokens: readonly Token[], index: number): NumberFound | null {
  const token = tokens[index];
  const match = token && /^(\d+(?:[.,]\d+)*)(\p{L}*)$/u.exec(token.word);
  if (!token || !match) return null;
  const [, digits = '', tail = ''] = match;
  if (['st', 'nd', 'rd', 'th'].includes(tail)) return { ...plain(`${digits}.`, token, index), raw: token.raw };
  const base = canonicalDigits(digits);
  const scaled = shortScales[tail];
  if (scaled !== undefined) return plain(String(Number(base) * scaled), token, index);
  const next = scales[tokens[index + 1]?.word ?? ''];
  if (tail === '' && next !== undefined) {
    return {
      ...plain(String(Number(base) * next), token, index + 1),
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
    if (tail !== '' && tens[head] !== undefined && small.includes(tail))
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
    } else break;
    last = i;
  }
  const token = tokens[index];
  if (last < index || !token) return null;
  const raw = tokens
    .slice(index, last + 1)
    .map((word) => word.raw)
    .join(' ');
  return { ...plain(String(total + group), token, last), raw, vague: token.word === 'one' && last === index };
}

function readOther(tokens: readonly Token[], index: number): NumberFound | null {
  const token = tokens[index];
  if (!token) return null;
  const [head = ''] = token.word.split('-');
  const ordinal = Object.hasOwn(ordinals, head) ? ordinals[head] : undefined;
  if (ordinal !== undefined) return plain(`${String(ordinal)}.`, token, index);
  if (token.raw === 'I' && numbered.has(tokens[index - 1]?.word ?? '')) return plain('1', token, index);
  const numeral = Object.hasOwn(roman, token.raw) ? roman[token.raw] : undefined;
  return numeral === undefined ? null : plain(String(numeral), token, index);
}

const plain = (value: string, token: Token, last: number): NumberFound => ({
  value,
  raw: token.raw,
  last,
  glued: null,
  vague: false,
});

/** "1,000" is 1000, "1,5" and "1.50" are 1.5, "1.2.3" stays; a number beyond exact doubles stays as written. */
function canonicalDigits(digits: string): string {
  const joined = digits.replace(/,(?=\d{3}(?:\D|$))/gu, '').replaceAll(',', '.');
  const value = Number(joined);
  return Number.isFinite(value) && joined.length <= 15 ? String(value) : joined;
}
