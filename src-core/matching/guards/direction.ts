import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { differAsSets, type Finding } from './verdict.ts';

const upward =
  /\b(?:at least|more than|larger than|greater than|bigger than|longer than|higher than|older than|over|above|exceed(?:s|ing)?|in excess of|minimum(?: of)?|no less than|not less than|or more|or larger|or greater|or older|and above|and up|beyond|later than|since)\b/gu;
const downward =
  /\b(?:at most|less than|smaller than|fewer than|lower than|shorter than|younger than|newer than|under|below|up to|no more than|not more than|maximum(?: of)?|or less|or fewer|or smaller|or younger|within|earlier than|not exceeding)\b/gu;
const exact = /\b(?:exactly|precisely|equal to)\b/gu;

/** Vetoes "larger than 20 MB" for "at most 20 MB", and a bound that only one side sets on its number. */
export function directionGuard({ stored, asked }: TextPair): Finding {
  const storedBounds = readBounds(stored);
  const askedBounds = readBounds(asked);
  return differAsSets(storedBounds, askedBounds);
}

/** Bounds that stand next to a number: its words before, or "or more" behind. */
function readBounds(text: MatchText): string[] {
  const words = text.core.map((token) => token.word);
  const bounds: string[] = [];
  words.forEach((word, index) => {
    if (!/^\d/u.test(word)) return;
    const before = words.slice(Math.max(0, index - 4), index).join(' ');
    const after = words.slice(index + 1, index + 4).join(' ');
    // The nearest numbers' bounds overlap in lists: only words since the previous number count.
    const since = before.slice(Math.max(0, before.search(/\d[^\d]*$/u)));
    const near = `${since} # ${after.replace(/\d.*$/u, '')}`;
    if (matches(upward, near)) bounds.push('more');
    if (matches(downward, near)) bounds.push('less');
    if (matches(exact, near)) bounds.push('exactly');
  });
  return [...new Set(bounds)];
}

const matches = (pattern: RegExp, text: string): boolean => text.search(pattern) !== -1;
