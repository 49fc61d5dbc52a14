/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-28; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  slope: 0.83,
  shift: 1.1285,
  intercept: -2.9362,
  weights: {
    cosine: 3.8524,
    cosineAbove90: 0.0974,
    logit: 0.471,
    logitAbove2: 0.0,
    logitAbove4: 1.1044,
    cosineTimesLogit: 0.0013,
    overlap: 0.0,
    unmatchedIdfBoth: 0.0,
    oneSided: -0.0954,
    shortness: 0.121,
    orderKept: 0.0,
    nameOneSided: 0.0,
    substituted: -1.174,
    sameWordsLogit: 0.0929,
    verbatim: 1.9062,
    statement: -0.171,
    plain: -0.3654,
    plainLogit: 0.1557,
  },
};
