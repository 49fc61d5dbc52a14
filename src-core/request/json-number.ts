import type { JsonObject } from '../ports/dialect.ts';

/**
 * Number tokens that no double holds exactly (64-bit seeds, 1e400) stay distinct from their neighbours: each is an empty
 * object in the tree, with its decimal text kept here. Empty, so that no JSON text can imitate one.
 */
const exactNumbers = new WeakMap<object, string>();

/** A number whose decimal value a double would change, by its canonical decimal text. */
export function exactNumber(decimal: string): JsonObject {
  const stand: JsonObject = {};
  exactNumbers.set(stand, decimal);
  return stand;
}

/** Canonical decimal text of what {@link exactNumber} made; undefined for every other object. */
export function exactNumberText(object: JsonObject): string | undefined {
  return exactNumbers.get(object);
}

const numberToken = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?)(\d+))?$/;
/** Exponents of more digits are not computed with; such a token keeps its own spelling. */
const maxExponentDigits = 12;

/**
 * The decimal value of a JSON number token as `<sign><digits>e<exponent>`, the same for every spelling of one value:
 * `10`, `1e1` and `10.0` all give `1e1`. Zero of either sign is `0`.
 */
export function decimalOf(token: string): string {
  const [, sign = '', whole = '', fraction = '', exponentSign = '', exponentDigits = ''] =
    numberToken.exec(token) ?? [];
  const digits = whole + fraction;
  const first = skipZeros(digits);
  if (first === digits.length) return '0';
  const significantExponent = exponentDigits.slice(skipZeros(exponentDigits));
  if (significantExponent.length > maxExponentDigits) return token;
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end -= 1;
  const shift = Number(`${exponentSign}${significantExponent || '0'}`);
  return `${sign}${digits.slice(first, end)}e${shift - fraction.length + digits.length - end}`;
}

function skipZeros(digits: string): number {
  let index = 0;
  while (digits.charCodeAt(index) === 48) index += 1;
  return index;
}
