import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import type { Token } from '../text/tokens.ts';
import { agrees, differAsSets, type Finding } from './verdict.ts';

/** Phrases that place an action in time, and what they mean for the answer. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bused to be\b|\bdid (?:\w+ ){1,3}use to\b|\b(?:i|he|she|they|we|you|there) used to\b/u, 'used to'],
  [/\bbecoming\b/u, 'becoming'],
  [/\b(?:before|prior to|ahead of)\b/u, 'before'],
  // "Look after", "named after" and "one after another" tell no time.
  [
    /(?<!\b(?:look|looks|looked|looking|named|run|runs|ran|one|am) )\bafter\b(?! (?:all|another)\b)|\bfollowing\b(?= (?:the|a|an|surgery|graduation)\b)/u,
    'after',
  ],
  [/\buntil\b|(?<!\bthe )\btill\b/u, 'until'],
  [/\bduring\b/u, 'during'],
  [/\b(?:previously|formerly|previous|former)\b/u, 'former'],
  [/\b(?:next|upcoming)\b/u, 'next'],
  [/\bago\b/u, 'ago'],
  [/\blast\b/u, 'last'],
];

/** What one word says the other does not: "the last command" is the previous one, "not until Friday" not before it. */
const conflicts: Readonly<Record<string, readonly string[]>> = {
  before: ['after', 'during'],
  after: ['before', 'during', 'until'],
  until: ['after'],
  during: ['before', 'after'],
  next: ['last', 'former', 'ago'],
  last: ['next'],
  former: ['next'],
  ago: ['next'],
};

/**
 * Phrases that count on one side alone, with other ways to say them; what the rest change alone is left to the
 * features.
 */
const otherWays: Readonly<Record<string, RegExp>> = {
  before: /\b(?:prior|earlier|ahead|already|beforehand|preced\w+|prereq\w*|pre-\w+|in front|by the time)\b/u,
  after: /\b(?:once|since|now that|as soon as|later|past|upon|following|follows|post-\w+|surviv\w+|gone)\b/u,
  until: /\b(?:once|remain\w*|left|up to|stays?)\b/u,
  'used to': /\b(?:past|no longer|anymore)\b/u,
  becoming: /\bbecomes?\b/u,
};
/** So many words of its own may say the same in another way. */
const freelyWorded = 3;

/** Vetoes before against after, and a phrase on one side alone when the other text has no words that may say it. */
export function temporalGuard({ stored, asked, storedOnly, askedOnly }: TextPair): Finding {
  const { stored: ours, asked: theirs } = differAsSets(readPhrases(stored), readPhrases(asked));
  const veto =
    ours.some((one) => theirs.some((other) => conflicts[one]?.includes(other))) ||
    (theirs.length === 0 && misses(ours, asked, askedOnly)) ||
    (ours.length === 0 && misses(theirs, stored, storedOnly));
  return veto ? { veto, stored: ours, asked: theirs } : agrees;
}

function misses(phrasesElsewhere: readonly string[], text: MatchText, only: readonly Token[]): boolean {
  if (only.filter((token) => !token.stop).length >= freelyWorded) return false;
  const plain = plainOf(text);
  return phrasesElsewhere.some((phrase) => otherWays[phrase]?.test(plain) === false);
}

const readPhrases = (text: MatchText): string[] => {
  const plain = plainOf(text);
  return phrases.flatMap(([pattern, meaning]) => (plain.search(pattern) === -1 ? [] : [meaning]));
};

const plainOf = (text: MatchText): string => text.core.map((token) => token.word).join(' ');
