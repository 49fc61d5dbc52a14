/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-28; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  slope: 0.8307,
  shift: 1.1268,
  intercept: -2.9395,
  weights: {
    cosine: 3.8586,
    cosineAbove90: 0.0934,
    logit: 0.4707,
    logitAbove2: 0.0,
    logitAbove4: 1.1025,
    cosineTimesLogit: 0.0019,
    overlap: 0.0,
    unmatchedIdfBoth: 0.0,
    oneSided: -0.0961,
    shortness: 0.1101,
    orderKept: 0.0,
    nameOneSided: 0.0,
    substituted: -1.1759,
    sameWordsLogit: 0.0924,
    verbatim: 1.9072,
    statement: -0.1694,
    plain: -0.3646,
    plainLogit: 0.1555,
  },
};
