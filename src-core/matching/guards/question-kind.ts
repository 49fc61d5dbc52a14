import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { agrees, type Finding } from './verdict.ts';

/** What kind of answer a question wants, by its opening words; null where the words leave it open. */
const kinds: readonly (readonly [string, RegExp])[] = [
  [
    'how many',
    /\bhow many\b|\bwhat (?:is the )?(?:number|amount|quantity) of\b|\bnumber of\b|\bhow much (?:people|times|hours|days)\b/u,
  ],
  [
    'how much',
    /\bhow much\b|\bhow many (?:dollars|rupees|euros|pounds|bucks|calories)\b|\bamount of\b|\bwhat quantity\b/u,
  ],
  [
    'how long',
    /\bhow long\b|\bwhat is the duration\b|\bhow (?:many|much) (?:more )?(?:seconds|minutes|hours|days|weeks|months|years|time)\b/u,
  ],
  ['how old', /\bhow old\b|\b(?:what|which) age\b|\bage of\b/u],
  ['how far', /\bhow far\b|\bwhat distance\b/u],
  ['how often', /\bhow (?:often|frequently)\b|\bwhat frequency\b|\bhow many times\b/u],
  ['how tall', /\bhow (?:tall|high)\b/u],
  [
    'why',
    /\bwhy\b|\bwhat (?:is|are|was|were) the (?:main )?reasons?\b|\bhow come\b|\bwhat makes\b|\bfor what reason\b|\bwhat causes\b/u,
  ],
  ['who', /\bwho\b|\bwhose\b|\bwhich person\b/u],
  [
    'when',
    /\bwhen (?:is|are|was|were|do|does|did|will|can|should|has|have|would|could)\b|\b(?:what|which|in what|in which) (?:year|date|time|day|month)\b/u,
  ],
  ['where', /\bwhere\b/u],
];

/** Vetoes two questions that want different kinds of answers: who and when, why and where, how many and how long. */
export function questionKindGuard({ stored, asked }: TextPair): Finding {
  const storedKinds = readKinds(stored);
  const askedKinds = readKinds(asked);
  if (storedKinds.length === 0 || askedKinds.length === 0) return whyOrWhether(stored, asked);
  if (storedKinds.some((kind) => askedKinds.includes(kind))) return agrees;
  return { veto: true, stored: storedKinds, asked: askedKinds };
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

function readKinds(text: MatchText): string[] {
  const plain = text.core.map((token) => token.word).join(' ');
  return kinds.filter(([, pattern]) => pattern.test(plain)).map(([kind]) => kind);
}
