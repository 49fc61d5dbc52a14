import { errorCodes, type ErrorCode } from '../../../src-core/contracts/errors.ts';
import { lookupReasons, type CacheStatus } from '../../../src-core/contracts/outcome.ts';
import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import { bypassWords } from './bypass-words.ts';
import { formatConfidence } from './format-number.ts';
import type { Tone } from '../theme/palette.ts';

export interface BadgeView {
  label: string;
  tone: Tone;
  /** Why, in words. */
  reason: string;
}

const labels: Record<CacheStatus, string> = {
  hit: 'HIT',
  miss: 'MISS',
  bypass: 'BYPASS',
  stale: 'STALE',
  coalesced: 'COALESCED',
  refresh: 'REFRESH',
};

export type Outcome = Pick<TrafficRow, 'cacheStatus' | 'match' | 'confidence' | 'reason' | 'errorCode'>;

/** What a row's badge says. An error of our own comes before how the cache was asked. */
export function outcomeBadge({ cacheStatus, match, confidence, reason, errorCode }: Outcome): BadgeView {
  if (errorCode !== null) return { label: 'ERROR', tone: 'error', reason: `${errorMeaning(errorCode)} (${errorCode})` };
  return {
    label: `${labels[cacheStatus]}${cacheStatus === 'bypass' ? ` ${bypassWords(reason)}` : howMatched(match, confidence)}`,
    tone: cacheStatus,
    reason: lookupReasons[reason],
  };
}

function howMatched(match: Outcome['match'], confidence: number | null): string {
  if (match === null) return '';
  if (match === 'exact') return ' exact';
  return confidence === null ? ' meaning' : ` meaning ${formatConfidence(confidence)}`;
}

/** The sentence of an error code; the code itself when it is not one of ours. */
export function errorMeaning(code: string): string {
  return isErrorCode(code) ? errorCodes[code].meaning : code;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
