import { tryParse, tryParseExactly } from '../../request/json-parse.ts';
import { scanJson } from '../../request/json-scan.ts';

/**
 * Whether JSON text survives being parsed and written again: a 64-bit number in a tool's input does not, and other
 * languages' SDKs read it exactly.
 */
export function keepsNumbers(text: string): boolean {
  if (!scanJson(text).hasLongNumber) return true;
  // An exact number is an empty object, so it is written differently.
  return JSON.stringify(tryParseExactly(text)) === JSON.stringify(tryParse(text));
}
