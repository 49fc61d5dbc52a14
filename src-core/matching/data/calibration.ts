/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-28; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  slope: 0.7609,
  shift: 1.5899,
  intercept: -3.0602,
  weights: {
    cosine: 3.4674,
    cosineAbove90: 0.0,
    logit: 0.127,
    logitAbove2: 0.2366,
    logitAbove4: 1.5387,
    cosineTimesLogit: 0.3845,
    overlap: 0.0,
    unmatchedIdfBoth: 0.0,
    oneSided: -0.1835,
    shortness: -0.5835,
    orderKept: 0.5243,
    nameOneSided: -0.1057,
    substituted: -1.1337,
    sameWordsLogit: 0.4964,
    verbatim: 3.5353,
  },
};
