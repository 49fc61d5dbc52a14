/** What one look over a JSON text tells that a parsed tree no longer does. */
export interface JsonScan {
  /** Members written in the text, repeated keys included. */
  members: number;
  /** Commas: about how many values there are. */
  commas: number;
  /** Deepest nesting of objects and arrays. */
  depth: number;
  /** Some number token may not fit a double: 16 or more characters, or an exponent of three or more digits. */
  hasLongNumber: boolean;
}

const quote = 0x22;
const backslash = 0x5c;

/** Looks over a text once, in linear time. Counts are right for valid JSON; for anything else they only are finite. */
export function scanJson(text: string): JsonScan {
  let members = 0;
  let commas = 0;
  let depth = 0;
  let deepest = 0;
  let hasLongNumber = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = closingQuote(text, index + 1);
    } else if (code === 0x3a) {
      members += 1;
    } else if (code === 0x2c) {
      commas += 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    } else if (isDigit(code)) {
      const end = numberEnd(text, index);
      hasLongNumber ||= mayNotFitDouble(text, index, end);
      index = end - 1;
    }
  }
  return { members, commas, depth: deepest, hasLongNumber };
}

/** Index of the quote that ends a string, or of the last character when none does. */
function closingQuote(text: string, start: number): number {
  let from = start;
  for (;;) {
    const found = text.indexOf('"', from);
    if (found === -1) return text.length;
    let before = found - 1;
    while (before >= from && text.charCodeAt(before) === backslash) before -= 1;
    if ((found - 1 - before) % 2 === 0) return found;
    from = found + 1;
  }
}

function numberEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isNumberPart(text.charCodeAt(end))) end += 1;
  return end;
}

function mayNotFitDouble(text: string, start: number, end: number): boolean {
  if (end - start >= 16) return true;
  if (end - start < 5) return false;
  const exponent = text.slice(start, end).search(/[eE]/);
  return exponent !== -1 && end - start - exponent > 3;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Digits, point, sign, e and E. */
function isNumberPart(code: number): boolean {
  return isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === 0x2d;
}
