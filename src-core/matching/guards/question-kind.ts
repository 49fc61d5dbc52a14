import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { agrees, type Finding } from './verdict.ts';

/** What stands before "who" and "where" when they ask; behind a noun they only describe it: "children who sing". */
const asking =
  /(?:^|[,.:;?!"'(-] ?|\b(?:me|you|know|say|tell|show|see|ask|guess|find|out|and|or|is|was|by|from|to|of|about|remember|decide|name|explain|check|exactly) )/u
    .source;
const timeUnits = 'seconds|minutes|hours|days|weeks|months|years|decades';
const lengthUnits = 'miles|kilomet(?:er|re)s|km|met(?:er|re)s|feet|inches|yards|centimet(?:er|re)s|cm|steps';
const amountUnits =
  'dollars|rupees|euros|pounds|bucks|calories|grams|kilos|kg|kilograms|ounces|lit(?:er|re)s|ml|millilit(?:er|re)s|gallons|cups|tablespoons|cubic|square|gigabytes|megabytes|gb|mb|degrees|percent';
const many = String.raw`\b(?:how many|number of|how much) (?:more |of )?`;
const unitsOf = (units: string): string => String.raw`${many}(?:${units})\b`;

/** What kind of answer a question wants, by its opening words; null where the words leave it open. */
const kinds: readonly (readonly [string, RegExp])[] = [
  [
    'how many',
    /\bhow many\b|\bwhat (?:is the )?(?:number|amount|quantity) of\b|(?<!\b(?:smallest|largest|highest|lowest|greatest|biggest|most|top|record|average|same|a|and the|great|such a great|for) )\bnumber of\b|\bhow much (?:people|times|hours|days)\b/u,
  ],
  [
    'how much',
    new RegExp(
      String.raw`\bhow much\b|${unitsOf(amountUnits)}|\bamount of\b|\bwhat quantity\b|\bhow high should\b`,
      'u',
    ),
  ],
  [
    'how long',
    new RegExp(
      String.raw`\bhow long\b|\bwhat is the duration\b|${unitsOf(`${timeUnits}|time|${lengthUnits}|pages`)}`,
      'u',
    ),
  ],
  ['how old', new RegExp(String.raw`\bhow old\b|\b(?:what|which) age\b|\bage of\b|${unitsOf('years|months')}`, 'u')],
  [
    'how far',
    new RegExp(
      String.raw`\bhow far\b|\bwhat distance\b|${unitsOf(lengthUnits)}|\bhow long (?:before|ahead|in advance)\b`,
      'u',
    ),
  ],
  ['how often', /\bhow (?:often|frequently)\b|\bwhat frequency\b|\bhow many times\b/u],
  ['how tall', new RegExp(String.raw`\bhow (?:tall|high)\b|${unitsOf(lengthUnits)}`, 'u')],
  [
    'why',
    /\bwhy\b|\bwhat (?:is|are|was|were) the (?:main )?reasons?\b|\bwhat reasons?\b|\bhow come\b|\bwhat makes\b|\bfor what reason\b|\bwhat causes\b|\bwhere (?:do|does|did) .*\bfrom\b/u,
  ],
  ['who', new RegExp(String.raw`${asking}(?:who|whose|whom)\b|\bwhich person\b`, 'u')],
  [
    'when',
    /\bwhen(?:'s| (?:is|are|was|were|do|does|did|will|can|should|has|have|would|could))\b|\b(?:what|which|in what|in which) (?:year|date|time|day|month)\b/u,
  ],
  // A way to do something; "how does it" asks for a cause as often as for a course.
  ['how', /^how (?:to|(?:do|can|could|should|would) (?:i|we|you|one)) /u],
  ['where', new RegExp(String.raw`${asking}where\b`, 'u')],
];

/** Questions that are asked either way: how long a thing takes and when it is done, how to find it and where it is. */
const alike: Readonly<Record<string, readonly string[]>> = {
  'how long': ['when'],
  'how old': ['when'],
  'how often': ['how many'],
  how: ['how many', 'how much', 'how long', 'how old', 'how far', 'how often', 'how tall', 'who', 'where'],
};

/** Vetoes two questions that want different kinds of answers: who and when, why and where, how many and how long. */
export function questionKindGuard({ stored, asked }: TextPair): Finding {
  const more = askedBesides(stored, asked);
  if (more !== null) return { veto: true, stored: [], asked: [more] };
  const storedKinds = readKinds(stored);
  const askedKinds = readKinds(asked);
  if (storedKinds.length === 0 || askedKinds.length === 0) return whyOrWhether(stored, asked);
  if (storedKinds.some((one) => askedKinds.some((other) => areAlike(one, other)))) return agrees;
  return { veto: true, stored: storedKinds, asked: askedKinds };
}

/** Where something is asked: a sentence that opens with a question word, or goes on with "and why". */
const asked =
  /(?:(?:^|[?.!]\s+)(?:(?:and|but|also|so|if so|if not),?\s+)?|\band\s+)(who|what|when|where|why|how|which)\b/giu;

/** What is asked beside what the other text asks: an answer that covers less does not serve, one that covers more does. */
function askedBesides(stored: MatchText, text: MatchText): string | null {
  const questions = ({ text: plain }: MatchText): string[] => [...plain.matchAll(asked)].map(([, word = '']) => word);
  const more = questions(text);
  return more.length > Math.max(1, questions(stored).length) ? (more.at(-1) ?? null) : null;
}

const yesOrNo = /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must) /u;

/** "Why are they leaving" takes for granted what "are they leaving" asks. */
function whyOrWhether(stored: MatchText, asked: MatchText): Finding {
  const opens = (text: MatchText): string =>
    text.core
      .slice(0, 3)
      .map((token) => token.word)
      .join(' ');
  const one = opens(stored);
  const other = opens(asked);
  const veto = (one.startsWith('why ') && yesOrNo.test(other)) || (other.startsWith('why ') && yesOrNo.test(one));
  return veto ? { veto, stored: [one], asked: [other] } : agrees;
}

const areAlike = (one: string, other: string): boolean =>
  one === other || alike[one]?.includes(other) === true || alike[other]?.includes(one) === true;

function readKinds(text: MatchText): string[] {
  const plain = text.text.toLowerCase();
  return kinds.filter(([, pattern]) => pattern.test(plain)).map(([kind]) => kind);
}
