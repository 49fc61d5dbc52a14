import { findSubstitution } from './guards/substitution.ts';
import { namesOnly } from './guards/names.ts';
import { areRelated } from './text/related.ts';
import { idf } from './text/vocabulary.ts';
import type { TextPair } from './text/text-pair.ts';
import type { Token } from './text/tokens.ts';

/** What the logistic sees of a pair, by name; each is about 0..1 except the logit. */
export const featureNames = [
  'cosine',
  'cosineAbove90',
  'logit',
  'logitAbove2',
  'logitAbove4',
  'cosineTimesLogit',
  'overlap',
  'unmatchedShare',
  'unmatchedShareMax',
  'unmatchedIdfMax',
  'unmatchedIdfBoth',
  'unmatchedSum',
  'strictUnmatchedIdfBoth',
  'oneSided',
  'lengthRatio',
  'shortness',
  'identical',
  'orderKept',
  'questionDiffers',
  'nameOneSided',
  'tenseDiffers',
  'functionWords',
  'directedDiffers',
  'substituted',
  'identicalLogit',
  'stance',
  'verbatim',
  'nearVerbatim',
] as const;
export type FeatureName = (typeof featureNames)[number];
/** Weights of the logistic with the version of the data that made them. */
export interface Calibration {
  version: number;
  /** From the regression's log-odds of one pair to those of a hit at least as sure (Platt, 1999). */
  slope: number;
  shift: number;
  intercept: number;
  weights: Readonly<Record<FeatureName, number>>;
}
export type Features = Readonly<Record<FeatureName, number>>;

const idfScale = 10;

/** Figures of overlap of Sparck Jones' inverse document frequency, with cosine and verifier logit. */
export function readFeatures(pair: TextPair, cosine: number, logit: number): Features {
  const { stored, asked, storedOnly, askedOnly, places } = pair;
  const storedMass = mass(stored.core) || 1;
  const askedMass = mass(asked.core) || 1;
  const storedStrict = storedOnly.filter((token) => !token.stop);
  const askedStrict = askedOnly.filter((token) => !token.stop);
  const storedFree = withoutSynonyms(storedStrict, asked.core);
  const askedFree = withoutSynonyms(askedStrict, stored.core);
  const storedShare = mass(storedFree) / storedMass;
  const askedShare = mass(askedFree) / askedMass;
  const largest = (tokens: readonly Token[]): number =>
    Math.max(0, ...tokens.map((token) => idf(token.word))) / idfScale;
  const common = storedMass - mass(storedStrict);
  const functionDifference = storedOnly.length - storedStrict.length + askedOnly.length - askedStrict.length;
  return {
    cosine,
    cosineAbove90: Math.max(0, cosine - 0.9) * 10,
    logit,
    logitAbove2: Math.max(0, logit - 2),
    logitAbove4: Math.max(0, logit - 4),
    cosineTimesLogit: cosine * logit,
    overlap: Math.max(0, common / (storedMass + askedMass - common)),
    unmatchedShare: Math.min(storedShare, askedShare),
    unmatchedShareMax: Math.max(storedShare, askedShare),
    unmatchedIdfMax: Math.max(largest(storedFree), largest(askedFree)),
    unmatchedIdfBoth: Math.min(largest(storedFree), largest(askedFree)),
    unmatchedSum: Math.min(5, (mass(storedFree) + mass(askedFree)) / idfScale),
    strictUnmatchedIdfBoth: Math.min(largest(storedStrict), largest(askedStrict)),
    oneSided: (storedFree.length === 0) !== (askedFree.length === 0) ? 1 : 0,
    lengthRatio: Math.abs(stored.core.length - asked.core.length) / Math.max(stored.core.length, asked.core.length, 1),
    shortness: 1 / Math.max(1, Math.min(stored.core.length, asked.core.length)),
    identical: storedStrict.length + askedStrict.length === 0 ? 1 : 0,
    orderKept: keptOrder(places),
    questionDiffers: opening(stored.core) === opening(asked.core) ? 0 : 1,
    nameOneSided: namesOnly(storedOnly, stored, asked).length + namesOnly(askedOnly, asked, stored).length > 0 ? 1 : 0,
    tenseDiffers: isPast(stored.core) === isPast(asked.core) ? 0 : 1,
    functionWords: Math.min(1, functionDifference / 10),
    identicalLogit: storedStrict.length + askedStrict.length === 0 ? Math.min(4, Math.max(0, logit - 1)) : 0,
    stance: Math.min(1, [...storedOnly, ...askedOnly].filter((token) => telling.has(token.word)).length / 3),
    verbatim: isVerbatim(pair) ? 1 : 0,
    nearVerbatim:
      storedStrict.length + askedStrict.length === 0 && functionDifference <= 2 && keptOrder(places) === 1 ? 1 : 0,
    substituted: (findSubstitution(pair)?.idf ?? 0) / idfScale,
    directedDiffers: differs(directed, storedOnly) || differs(directed, askedOnly) ? 1 : 0,
  };
}

/** Nothing but typos, contractions, spacing, case, punctuation and courtesies differs. */
export function isVerbatim({ storedOnly, askedOnly, places, sameLetters }: TextPair): boolean {
  return sameLetters || (storedOnly.length + askedOnly.length === 0 && keptOrder(places) === 1);
}

/** Function words that change what is asked. */
const telling = new Set(
  'should could will would must may might only more most less all every if ever too much many how why where who when never always still yet already again other another own same he she they him her them his their anyone everyone'.split(
    ' ',
  ),
);

const directed = new Set('to from in on for with by at into as of about like'.split(' '));
const differs = (words: ReadonlySet<string>, tokens: readonly Token[]): boolean =>
  tokens.some((token) => words.has(token.word));

function mass(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + idf(token.word), 0);
}

function withoutSynonyms(tokens: readonly Token[], others: readonly Token[]): Token[] {
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

const questionWords = new Set('who when where why how what which whose'.split(' '));
const measures = new Set('many much long old far often tall big'.split(' '));

/** The question word, with its measure after "how"; requests that are no question share one value. */
function opening(tokens: readonly Token[]): string {
  const found = tokens.findIndex((token) => questionWords.has(token.word));
  const word = tokens[found]?.word ?? 'none';
  const next = tokens[found + 1]?.word ?? '';
  if (word === 'which') return 'what';
  return word === 'how' && measures.has(next) ? `how ${next}` : word;
}

const past = new Set('was were did had'.split(' '));
const isPast = (tokens: readonly Token[]): boolean => tokens.some((token) => past.has(token.word));
