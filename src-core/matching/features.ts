import { findSubstitution } from './guards/substitution.ts';
import { areRelated } from './text/related.ts';
import type { MatchText } from './text/read-text.ts';
import type { TextPair } from './text/text-pair.ts';
import type { Token } from './text/tokens.ts';
import { idf } from './text/vocabulary.ts';
import { wordSet } from './text/word-list.ts';

/** What the logistic sees of a pair, by name; most are within 0..1, the logits within -5..5. */
export const featureNames = [
  'cosine',
  'logit',
  'logitAbove4',
  'oneSided',
  'shortness',
  'orderKept',
  'substituted',
  'verbatim',
  'statement',
  'plain',
  'plainLogit',
  'nearAndSure',
  'exchangedInLike',
] as const;
export type FeatureName = (typeof featureNames)[number];
/** Pairs with at least this `score` were right as often as `logOdds` says. */
export interface ScalePoint {
  score: number;
  logOdds: number;
}
/** Weights of the logistic with the version of the data that made them. */
export interface Calibration {
  version: number;
  /**
   * From the regression's log-odds of one pair to those of a hit at least as sure: points in rising order, straight between
   * them and beyond (as isotonic regression does, Zadrozny and Elkan, 2002, at the shares that matter).
   */
  scale: readonly ScalePoint[];
  intercept: number;
  weights: Readonly<Record<FeatureName, number>>;
}
export type Features = Readonly<Record<FeatureName, number>>;

/** Brings an inverse document frequency (0 to about 11) to 0..1. */
const idfScale = 10;

/** Figures of overlap by inverse document frequency (Sparck Jones, 1972), with cosine and verifier logit. */
export function readFeatures(pair: TextPair, cosine: number, logit: number): Features {
  const { stored, asked, storedOnly, askedOnly, places } = pair;
  const storedStrict = storedOnly.filter((token) => !token.stop);
  const askedStrict = askedOnly.filter((token) => !token.stop);
  const storedFree = withoutRelated(storedStrict, asked.core);
  const askedFree = withoutRelated(askedStrict, stored.core);
  const storedMass = mass(stored.core);
  const common = storedMass - mass(storedStrict);
  const overlap = Math.max(0, common / Math.max(1, storedMass + mass(asked.core) - common));
  const exchanged = Math.min(largestIdf(storedFree), largestIdf(askedFree)) / idfScale;
  const plain = isPlain(stored) && isPlain(asked);
  const surely = Math.max(0, logit - 4);
  return {
    cosine,
    logit,
    logitAbove4: surely,
    oneSided: (storedFree.length === 0) !== (askedFree.length === 0) ? 1 : 0,
    shortness: 1 / Math.max(1, Math.min(stored.core.length, asked.core.length)),
    orderKept: keptOrder(places),
    substituted: (findSubstitution(pair)?.idf ?? 0) / idfScale,
    verbatim: isVerbatim(pair) ? 1 : 0,
    statement: isStatement(stored) && isStatement(asked) ? 1 : 0,
    plain: plain ? 1 : 0,
    plainLogit: plain ? Math.max(0, logit) : 0,
    nearAndSure: Math.max(0, cosine - 0.9) * 10 * surely,
    exchangedInLike: exchanged * overlap,
  };
}

const asksSomething = wordSet(
  'who when where why how what which whose is are do does did can could should would will was were has have',
);

/** Neither a question nor worded as one: an order, a caption, keywords. */
function isStatement({ core }: MatchText): boolean {
  return !asksSomething.has(core[0]?.word ?? '') && core.every((token) => !questionWords.has(token.word));
}

/** Words of questions whose answers are opinions, and differ with an aside. */
const opinionated = wordSet(
  `you your yours best better good worst great favourite favorite should would people why ever life feel think like love hate real really
  true important interesting possible believe opinion opinions review experience popular famous women men girls guys girl guy world
  humans someone anyone anybody everyone most`,
);

function isPlain({ tokens }: MatchText): boolean {
  return tokens.every((token) => !opinionated.has(token.word));
}

/** Nothing but typos, contractions, spacing, case, punctuation and courtesies differs. */
export function isVerbatim({ storedOnly, askedOnly, places, sameLetters }: TextPair): boolean {
  return sameLetters || (storedOnly.length + askedOnly.length === 0 && keptOrder(places) === 1);
}

function mass(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + idf(token.word), 0);
}

function largestIdf(tokens: readonly Token[]): number {
  return Math.max(0, ...tokens.map((token) => idf(token.word)));
}

function withoutRelated(tokens: readonly Token[], others: readonly Token[]): Token[] {
  return tokens.filter((token) => !others.some((other) => areRelated(token, other)));
}

/** Share of matched words that keep their order: longest increasing run of places over all. */
function keptOrder(places: readonly number[]): number {
  const matched = places.filter((place) => place !== -1);
  if (matched.length < 2) return 1;
  const tails: number[] = [];
  for (const place of matched) {
    const found = tails.findIndex((tail) => tail >= place);
    tails[found === -1 ? tails.length : found] = place;
  }
  return tails.length / matched.length;
}

const questionWords = wordSet('who when where why how what which whose');
