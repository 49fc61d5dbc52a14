import { units } from '../data/units.ts';
import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { lineNumbers } from '../text/word-list.ts';
import { readNumbers } from './read-numbers.ts';
import { agrees, differAsSets, type Finding } from './verdict.ts';

const unitOf = lineNumbers(units);

/** Vetoes the same number with another unit: "10 miles" and "10 km", "$5" and "5 euros", "50 %" and "50". */
export function unitsGuard({ stored, asked }: TextPair): Finding {
  const storedQuantities = readQuantities(stored);
  const askedQuantities = readQuantities(asked);
  if (storedQuantities.length === 0 || askedQuantities.length === 0) return agrees;
  const bare = (quantities: readonly Quantity[]): Set<string> =>
    new Set(quantities.filter((quantity) => quantity.unit === null).map((quantity) => quantity.value));
  const storedBare = bare(storedQuantities);
  const askedBare = bare(askedQuantities);
  // A unit that one side merely leaves out ("under 5" for "under $5") is a difference only when it is a percentage.
  const told = (quantities: readonly Quantity[], otherBare: ReadonlySet<string>): string[] =>
    quantities
      .filter(({ unit, value }) => unit !== null && (unit === 'percent' || !otherBare.has(value)))
      .map(({ unit, value }) => `${value} ${unit ?? ''}`);
  return differAsSets(told(storedQuantities, askedBare), told(askedQuantities, storedBare));
}

interface Quantity {
  value: string;
  unit: string | null;
}

function readQuantities(text: MatchText): Quantity[] {
  return readNumbers(text)
    .filter((number) => !number.vague)
    .map((number) => {
      const first = text.tokens[number.last];
      const before = first ? text.text.slice(Math.max(0, first.start - 2), first.start) : '';
      const after = first ? text.text.slice(first.end, first.end + 2) : '';
      const next = text.tokens[number.last + 1]?.word ?? '';
      return { value: number.value, unit: signUnit(before, after) ?? nameOf(number.glued ?? '') ?? nameOf(next) };
    });
}

function signUnit(before: string, after: string): string | null {
  if (/^\s?%/u.test(after)) return 'percent';
  const sign = /[$€£¥₹]\s?$/u.exec(before) ?? /^\s?[$€£¥₹°]/u.exec(after);
  return sign ? (signs[sign[0].trim()] ?? null) : null;
}

const signs: Readonly<Record<string, string>> = {
  $: 'dollar',
  '€': 'euro',
  '£': 'gbp',
  '¥': 'yen',
  '₹': 'rupee',
  '°': 'degree',
};

/** First spelling of the unit's line, or null when the word is no unit. */
function nameOf(word: string): string | null {
  const line = unitOf.get(word)?.[0];
  return line === undefined ? null : (unitNames[line] ?? null);
}

const unitNames = units.split('\n').map((line) => line.split(' ')[0]);
