/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-28; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  slope: 0.8197,
  shift: 1.3863,
  intercept: -2.8506,
  weights: {
    cosine: 3.2620,
    cosineAbove90: 0.0115,
    logit: 0.1123,
    logitAbove2: 0.1202,
    logitAbove4: 2.2320,
    cosineTimesLogit: 0.3826,
    overlap: 0.0000,
    unmatchedIdfBoth: 0.0000,
    oneSided: -0.1798,
    shortness: -1.1388,
    orderKept: 0.5141,
    nameOneSided: -0.0632,
    substituted: -1.0546,
    sameWordsLogit: 0.4499,
    verbatim: 2.7122,
  },
};
