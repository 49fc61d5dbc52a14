import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { wordSet } from '../text/word-list.ts';
import { readNumbers } from './read-numbers.ts';
import { agrees, type Finding } from './verdict.ts';

type Kind = 'more' | 'less' | 'exactly';

interface Bound {
  kind: Kind;
  /** The number or span it bounds. */
  value: string;
  /** A word that hardly ever says anything but a bound: it counts on one side alone. */
  clear: boolean;
  /** "At least 5" takes in the 5 that "more than 5" leaves out; null where people mean either: "under 200 euros". */
  takesIn: boolean | null;
}

interface Phrase {
  kind: Kind;
  clear: boolean;
  /** At the end of the words before a number. */
  before: RegExp;
  /** At the start of the words behind it. */
  after?: RegExp;
}

const greater =
  'more|larger|greater|bigger|longer|higher|older|later|deeper|wider|taller|heavier|faster|farther|further|costlier';
const lesser =
  'less|smaller|fewer|lower|shorter|younger|newer|earlier|shallower|narrower|lighter|slower|cheaper|nearer|closer';
/** A word may stand between: "at least a hundred", "a minimum size of 5". */
const gap = String.raw`(?: or equal to)?(?: of)?(?: (?:a|an|the|about|another|only|usd|eur|size|age) ?(?:of)?)?$`;

// "over", "after", "since", "within" tell durations and times as often as bounds: over 5 years, after 3 seconds.
const phrases: readonly Phrase[] = [
  {
    kind: 'more',
    clear: true,
    before: new RegExp(
      String.raw`\b(?:at least|at minimum|(?:${greater}) than|exceed(?:s|ed|ing)?|in excess of|minimum(?: \w+)? of|minimum|upwards? of)${gap}|\babove$`,
      'u',
    ),
    after:
      /^(?:\w+ ){0,2}(?:or (?:more|larger|bigger|greater|longer|older|above|higher|over|up)|and (?:above|up|more|over|older|higher)|at least|(?:at )?minimum)\b/u,
  },
  {
    kind: 'less',
    clear: true,
    before: new RegExp(
      String.raw`\b(?:at (?:the )?most|(?:${lesser}) than|max|maximum(?: \w+)? of|maximum)${gap}|\b(?:under|below)(?: a)?$`,
      'u',
    ),
    after:
      /^(?:\w+ ){0,2}(?:or (?:less|fewer|smaller|shorter|younger|below|lower|under)|and (?:below|under|less|younger|fewer)|at (?:the )?(?:ut)?most|max|maximum|tops)\b/u,
  },
  // What is raised, rounded or counted "up to 5" ends there; "from 1 up to 5" is a range.
  {
    kind: 'less',
    clear: true,
    before:
      /(?<!\b(?:round|rounded|half|halves|bump|bumped|it|get|go|goes|went|add|adds|adding|count|counting|typing|one) |\bfrom .*)\bup to(?: an?)?$/u,
  },
  {
    kind: 'more',
    clear: false,
    before: /\b(?:over|beyond|(?<!\b(?:the|these) )past|after|since)(?: an?)?$/u,
    after: /^(?:\w+ )?onwards?\b/u,
  },
  {
    kind: 'less',
    clear: false,
    before: /\b(?:before|within|up to|prior to|(?:in|during) the (?:last|past))(?: an?)?$/u,
  },
  {
    kind: 'exactly',
    clear: false,
    before: new RegExp(String.raw`\b(?:exactly|precisely|(?<!or )equal to)${gap}`, 'u'),
    after: /^(?:\w+ )?exactly\b/u,
  },
];

/** Words that may say such a bound away from the number: "limit it to 5", "older than a month". */
const spoken: readonly (readonly [Kind, RegExp])[] = [
  [
    'more',
    new RegExp(
      String.raw`\b(?:least|(?:${greater}) than|exceed(?:s|ed|ing)?|above|over|beyond|past|upwards?|after|since|minimum|onwards?|multiple|several|between|or more)\b`,
      'u',
    ),
  ],
  [
    'less',
    new RegExp(
      String.raw`\b(?:most|utmost|(?:${lesser}) than|below|under|beneath|before|within|until|by|up to|max|maximum|tops|(?:limit|cap)(?:s|ed|ped|ing)?|ceiling|budget|between|or less)\b`,
      'u',
    ),
  ],
];

const flipped: Readonly<Record<Kind, Kind>> = { more: 'less', less: 'more', exactly: 'exactly' };
const negated = /\b(?:no|not|never|neither|nor|cannot|without)\b/u;

/** Vetoes "larger than 20 MB" for "at most 20 MB", and a clear bound that only one side sets on its number. */
export function directionGuard({ stored, asked }: TextPair): Finding {
  const storedBounds = readBounds(stored);
  const askedBounds = readBounds(asked);
  const storedOnly = unmatched(stored, storedBounds, asked, askedBounds);
  const askedOnly = unmatched(asked, askedBounds, stored, storedBounds);
  if (storedOnly.length + askedOnly.length > 0) return { veto: true, stored: storedOnly, asked: askedOnly };
  return differInEnd(plainOf(stored), plainOf(asked)) ?? differInOneEnd(storedBounds, askedBounds) ?? agrees;
}

/** One side's bound takes in the value that the other's leaves out. */
function differInOneEnd(stored: readonly Bound[], asked: readonly Bound[]): Finding | null {
  for (const bound of stored.filter(({ takesIn }) => takesIn !== null)) {
    const same = asked.filter(({ kind, value }) => kind === bound.kind && value === bound.value);
    if (same.length > 0 && same.every(({ takesIn }) => takesIn !== null && takesIn !== bound.takesIn))
      return { veto: true, stored: [nameOf(bound)], asked: same.slice(0, 1).map(nameOf) };
  }
  return null;
}

const nameOf = ({ kind, takesIn }: Bound): string => (takesIn ? `${kind} or equal` : kind);

/** "At least 5", "no more than 5" take their end in; "under", "below" and "upwards of" say nothing of it. */
const takingIn = /\b(?:least|minimum|most|max|maximum|up to|or equal)\b/u;
const leavingOut = new RegExp(
  String.raw`\b(?:(?:${greater}|${lesser}) than|exceed(?:s|ed|ing)?|in excess of|above)\b`,
  'u',
);

const withEnd = /\bor equal\b/u;
const withoutEnd = new RegExp(String.raw`\b(?:${greater}|${lesser}) than (?!or equal)`, 'u');

/** "Greater than 10" leaves out the 10 that "greater than or equal to 10" takes in. */
function differInEnd(stored: string, asked: string): Finding | null {
  const [storedEnd, askedEnd] = [withEnd.exec(stored) ?? [], withEnd.exec(asked) ?? []];
  if (storedEnd.length === askedEnd.length || !withoutEnd.test(storedEnd.length === 0 ? stored : asked)) return null;
  return { veto: true, stored: [...storedEnd], asked: [...askedEnd] };
}

function unmatched(text: MatchText, bounds: readonly Bound[], other: MatchText, others: readonly Bound[]): Kind[] {
  const otherPlain = plainOf(other);
  const heard = new Set(spoken.filter(([, pattern]) => pattern.test(otherPlain)).map(([kind]) => kind));
  // "Must have at least 8" is "fewer than 8 are not allowed": which of the two holds, the negation guard weighs.
  const reversed = negated.test(plainOf(text)) !== negated.test(otherPlain);
  const found = bounds.filter(({ kind, value, clear }) => {
    if (others.some((bound) => bound.kind === kind)) return false;
    const against = others.some((bound) => bound.value === value);
    if (against && reversed) return false;
    return against || (clear && !heard.has(kind));
  });
  return [...new Set(found.map(({ kind }) => kind))];
}

const plainOf = (text: MatchText): string => text.tokens.map((token) => token.word).join(' ');

/** Spans that may be bounded without a number: "at least a week"; "7 days" are read as one (data/aliases.ts). */
const spans = wordSet('minute hour day week month year decade century');

/** What may be bounded, by its places among the words. */
function readValues(text: MatchText): { value: string; first: number; last: number }[] {
  const numbers = readNumbers(text)
    .filter(({ vague, value }) => !vague && value !== '0' && !value.endsWith('.'))
    .map(({ value, raw, last }) => ({ value, first: last - raw.split(' ').length + 1, last }));
  const counted = new Set(numbers.map(({ last }) => last + 1));
  const alone = text.tokens.flatMap(({ word }, at) =>
    spans.has(word) && !counted.has(at) ? [{ value: word, first: at, last: at }] : [],
  );
  return [...numbers, ...alone];
}

/** Bounds that stand next to a number or a span: in the words before it, or "or more" behind it. */
function readBounds(text: MatchText): Bound[] {
  const words = text.tokens.map((token) => token.word);
  return readValues(text).flatMap(({ value, first, last }) => {
    const before = words.slice(Math.max(0, first - 8), first).join(' ');
    const after = words.slice(last + 1, last + 6).join(' ');
    return phrases.flatMap(({ kind, clear, before: ahead, after: behind }) => {
      const match = ahead.exec(before);
      if (!match && !behind?.test(after)) return [];
      if (match === null) return [{ kind, value, clear, takesIn: true }];
      const turned = negated.test(lastWords(before.slice(0, match.index)));
      return [{ kind: turned ? flipped[kind] : kind, value, clear, takesIn: endOf(match[0], turned) }];
    });
  });
}

/** "No more than 5" takes in what "more than 5" leaves out. */
function endOf(phrase: string, turned: boolean): boolean | null {
  if (takingIn.test(phrase)) return !turned;
  return leavingOut.test(phrase) ? turned : null;
}

/** The words right before a phrase, where a "no" or "not" belongs to it. */
const lastWords = (text: string): string => text.trim().split(' ').slice(-4).join(' ');
