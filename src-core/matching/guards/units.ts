import { units } from '../data/units.ts';
import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { lineNumbers } from '../text/word-list.ts';
import { readNumbers, type NumberFound } from './read-numbers.ts';
import { agrees, differAsSets, type Finding } from './verdict.ts';

const unitLines = lineNumbers(units);

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
  return differAsSets(
    poundsOf(told(storedQuantities, askedBare), askedQuantities),
    poundsOf(told(askedQuantities, storedBare), storedQuantities),
  );
}

/** "50 pounds" are money where the other text says "£50". */
function poundsOf(told: readonly string[], others: readonly Quantity[]): string[] {
  return told.map((quantity) => {
    const [value = '', unit] = quantity.split(' ');
    return unit === 'lb' && others.some((other) => other.value === value && other.unit === 'gbp')
      ? `${value} gbp`
      : quantity;
  });
}

interface Quantity {
  value: string;
  unit: string | null;
}

function readQuantities(text: MatchText): Quantity[] {
  return readNumbers(text)
    .filter((number) => !number.vague)
    .map((number) => ({ value: number.value, unit: unitOf(text, number) }));
}

/** The unit of a number by its sign, by what is glued to it or by the next word; null when it has none. */
export function unitOf({ text, tokens }: MatchText, number: NumberFound): string | null {
  const first = tokens[number.first];
  const last = tokens[number.last];
  const before = first ? text.slice(Math.max(0, first.start - 2), first.start) : '';
  const after = last ? text.slice(last.end, last.end + 2) : '';
  const [next = '', link = '', time = ''] = tokens.slice(number.last + 1, number.last + 4).map((token) => token.word);
  const unit = signUnit(before, after) ?? nameOf(number.glued ?? '') ?? nameOf(next);
  if (next === 'square' || next === 'sq') return nameOf(`square-${nameOf(link) ?? ''}`);
  if (unit === 'degree') return nameOf(next === 'degree' || next === 'degrees' ? link : next) ?? unit;
  // "60 km/h", "60 miles per hour", "60 miles an hour".
  const perHour = nameOf(link) === 'h' || (['per', 'an'].includes(link) && nameOf(time) === 'h');
  return perHour && Object.hasOwn(speeds, unit ?? '') ? (speeds[unit ?? ''] ?? null) : unit;
}

const speeds: Readonly<Record<string, string>> = { km: 'kph', mile: 'mph' };

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
  const line = unitLines.get(word)?.[0];
  return line === undefined ? null : (unitNames[line] ?? null);
}

const unitNames = units.split('\n').map((line) => line.split(' ')[0]);
