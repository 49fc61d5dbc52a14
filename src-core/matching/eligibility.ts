import type { Embedding } from '../ports/model-runner.ts';
import { isForeignLanguage } from './language.ts';
import { normaliseText } from './text/normalise.ts';

/** Why a text is served only exactly. */
export const exactOnlyReasons = {
  empty: 'There is no text to compare.',
  too_long: 'The text is longer than the models can judge.',
  fenced_code: 'The text holds fenced code.',
  pasted_document: 'The text brings a pasted document along.',
  unknown_script: 'The models do not know the script of the text.',
  unknown_language: 'The models know the language of the text too little.',
  freshness: 'The answer depends on the moment of asking.',
  personal_state: 'The answer depends on who asks.',
} as const;
export type ExactOnlyReason = keyof typeof exactOnlyReasons;

export interface EligibilityOptions {
  /** Serve texts with "today", "latest" and their like by meaning all the same. */
  allowFreshness: boolean;
  /** Serve texts with "my order" and their like by meaning all the same. */
  allowPersonal: boolean;
}

/** The verifier reads 128 word pieces for both texts: past this, differences in the tail are invisible. */
export const maxWords = 80;
const maxCharacters = 700;
const maxLines = 8;
const maxUnknownShare = 0.1;

const freshness =
  /\b(?:today|tonight|tomorrow|yesterday|right now|at the moment|as of now|latest|newest|up[- ]to[- ]date|breaking|news|weather|forecast|what time is it|this (?:week|month|year|morning|evening|afternoon)|next (?:week|month)|last (?:week|night)|current(?:ly)? (?:price|rate|time|date|weather|temperature|score|status|version|exchange|stock|value|president|prime minister|ceo|population|events?|standings?|mortgage)|(?:stock|share|bitcoin|gold|oil) price|exchange rate|live score|trending)\b|\b(?:price|value|weather|score|status|time)\b.{0,30}\bnow\b/iu;
const personal =
  /\bmy (?:(?:last|next|latest|recent|current|pending|open|checking|savings|credit card|bank) )?(?:order|orders|account balance|balance|appointment|appointments|booking|bookings|reservation|flight|delivery|package|shipment|subscription status|invoice|bill|transaction|transactions|calendar|schedule|meeting|meetings|inbox|emails?|messages|tickets?|claim|application status|grades?|prescription|test results?|location|ip address|refund|paycheck|payment)\b|\bwhere am i\b|\bwhat is my name\b|\bwho am i\b/iu;

/** Null when the text may be compared by meaning; `reading` is what the shipped embedder made of it, once it did. */
export function exactOnlyReason(
  text: string,
  reading: Pick<Embedding, 'pieces' | 'unknownShare'> | null,
  options: EligibilityOptions = { allowFreshness: false, allowPersonal: false },
): ExactOnlyReason | null {
  const plain = normaliseText(text).trim();
  if (!/[\p{L}\p{N}]/u.test(plain)) return 'empty';
  if (/```|~~~/u.test(plain)) return 'fenced_code';
  if (plain.length > maxCharacters || countWords(plain) > maxWords) return 'too_long';
  if (plain.split('\n').filter((line) => line.trim() !== '').length > maxLines) return 'pasted_document';
  if (!isMostlyLatin(plain) || (reading !== null && reading.unknownShare > maxUnknownShare)) return 'unknown_script';
  if (reading !== null && isForeignLanguage(plain, reading)) return 'unknown_language';
  if (!options.allowFreshness && freshness.test(plain)) return 'freshness';
  if (!options.allowPersonal && personal.test(plain)) return 'personal_state';
  return null;
}

function countWords(text: string): number {
  return text.split(/\s+/u).length;
}

/** The models were trained on English: other scripts are cut into letters and look alike to them. */
function isMostlyLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return latin >= letters * 0.9;
}
