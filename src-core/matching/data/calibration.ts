/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-23; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  slope: 0.8335,
  shift: 1.4059,
  intercept: -2.8193,
  weights: {
    cosine: 4.0186,
    cosineAbove90: 0.1657,
    logit: 0.0,
    logitAbove2: 0.0288,
    logitAbove4: 1.3788,
    cosineTimesLogit: 0.5193,
    overlap: 0.0,
    unmatchedIdfBoth: 0.0,
    oneSided: -0.268,
    shortness: -3.2401,
    orderKept: 0.2671,
    nameOneSided: -0.0933,
    substituted: -1.3702,
    sameWordsLogit: 0.5213,
    verbatim: 2.3292,
  },
};
