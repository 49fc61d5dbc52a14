import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { differAsSets, type Finding } from './verdict.ts';

interface BoundKind {
  kind: string;
  before: RegExp;
  after: RegExp;
}

// "over", "under" and their like bound a number only right before it: "under /home" is a place.
const kinds: readonly BoundKind[] = [
  {
    kind: 'more',
    before:
      /\b(?:at least|(?:more|larger|greater|bigger|longer|higher|older|later) than|exceed(?:s|ing)?|in excess of|minimum(?: of)?|(?:no|not) less than|since)\b|\b(?:over|above|beyond|after)$/u,
    after: /^(?:\w+ )?(?:or (?:more|larger|bigger|greater|older|above|higher)|and (?:above|up|more|over|older))\b/u,
  },
  {
    kind: 'less',
    before:
      /\b(?:at most|(?:less|smaller|fewer|lower|shorter|younger|newer|earlier) than|up to|(?:no|not) more than|maximum(?: of)?|within|not exceeding)\b|\b(?:under|below|before)$/u,
    after: /^(?:\w+ )?(?:or (?:less|fewer|smaller|younger|below|lower)|and (?:below|under|less|younger))\b/u,
  },
  { kind: 'exactly', before: /\b(?:exactly|precisely|equal to)\b/u, after: /^(?:\w+ )?exactly\b/u },
];

/** Vetoes "larger than 20 MB" for "at most 20 MB", and a bound that only one side sets on its number. */
export function directionGuard({ stored, asked }: TextPair): Finding {
  const storedBounds = readBounds(stored);
  const askedBounds = readBounds(asked);
  return differAsSets(storedBounds, askedBounds);
}

/** Bounds that stand next to a number: in the words before it, or "or more" behind it. */
function readBounds(text: MatchText): string[] {
  const words = text.core.map((token) => token.word);
  const bounds = words.flatMap((word, index) => {
    if (!/^\d/u.test(word)) return [];
    const start = words.slice(0, index).findLastIndex((before) => /\d/u.test(before)) + 1;
    const before = words.slice(Math.max(start, index - 4), index).join(' ');
    const after = words.slice(index + 1, index + 4).join(' ');
    return kinds
      .filter(({ before: ahead, after: behind }) => ahead.test(before) || behind.test(after))
      .map(({ kind }) => kind);
  });
  return [...new Set(bounds)];
}
