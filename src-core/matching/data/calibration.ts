/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-23; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  intercept: -4.2822,
  weights: {
    cosine: 5.4308,
    cosineAbove90: 0.8426,
    logit: -0.1781,
    logitAbove2: 0.119,
    logitAbove4: 1.7716,
    cosineTimesLogit: 0.7758,
    overlap: -0.3605,
    unmatchedShare: -0.1225,
    unmatchedShareMax: 2.3152,
    unmatchedIdfMax: -0.8,
    unmatchedIdfBoth: 0.8619,
    unmatchedSum: 0.0466,
    strictUnmatchedIdfBoth: -0.2069,
    oneSided: 0.308,
    lengthRatio: 0.3973,
    shortness: -5.5083,
    identical: 0.5156,
    orderKept: 0.3073,
    questionDiffers: -0.1275,
    nameOneSided: -0.3262,
    tenseDiffers: -0.1815,
    functionWords: 0.5916,
    directedDiffers: -0.101,
    substituted: 0.028,
  },
};
