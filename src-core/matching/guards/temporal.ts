import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { differAsSets, type Finding } from './verdict.ts';

/** Phrases that place an action in time, longest first; what they mean for the answer. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bused to be\b|\bdid (?:\w+ ){1,3}use to\b|\b(?:i|he|she|they|we|you) used to\b/gu, 'used to'],
  [/\bbecoming\b/gu, 'becoming'],
  [/\b(?:before|prior to|ahead of)\b/gu, 'before'],
  [/\bafter(?: all)?\b|\bfollowing\b(?= (?:the|a|an|surgery|graduation)\b)/gu, 'after'],
  [/\b(?:until|till)\b/gu, 'until'],
  [/\bduring\b/gu, 'during'],
  [/\b(?:previously|formerly|previous|former)\b/gu, 'former'],
  [/\b(?:next|upcoming)\b/gu, 'next'],
  [/\bago\b/gu, 'ago'],
  [/\b(?:last)\b/gu, 'last'],
];

/** Single words whose presence on one side alone changes little are left to the features. */
const strict = new Set(['before', 'after', 'until', 'used to', 'becoming']);

/** Vetoes before/after, until and "used to" on one side alone, and other words of time when both sides have one. */
export function temporalGuard({ stored, asked }: TextPair): Finding {
  const difference = differAsSets([...new Set(readPhrases(stored))], [...new Set(readPhrases(asked))]);
  if (!difference.veto) return difference;
  const veto =
    (difference.stored.length > 0 && difference.asked.length > 0) ||
    [...difference.stored, ...difference.asked].some((phrase) => strict.has(phrase));
  return { ...difference, veto };
}

function readPhrases(text: MatchText): string[] {
  const plain = text.core.map((token) => token.word).join(' ');
  return phrases.flatMap(([pattern, meaning]) =>
    [...plain.matchAll(pattern)].filter(([found]) => found !== 'after all').map(() => meaning),
  );
}
