/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-28; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  slope: 0.7775,
  shift: 1.5585,
  intercept: -3.1668,
  weights: {
    cosine: 3.5881,
    cosineAbove90: 0.0000,
    logit: 0.1191,
    logitAbove2: 0.2151,
    logitAbove4: 1.6588,
    cosineTimesLogit: 0.3905,
    overlap: 0.0000,
    unmatchedIdfBoth: 0.0000,
    oneSided: -0.1945,
    shortness: -0.4655,
    orderKept: 0.5277,
    nameOneSided: -0.0780,
    substituted: -1.1618,
    sameWordsLogit: 0.4972,
    verbatim: 3.5221,
  },
};
