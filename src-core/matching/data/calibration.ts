/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-23; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  slope: 0.8259,
  shift: 1.4178,
  intercept: -2.7587,
  weights: {
    cosine: 3.9857,
    cosineAbove90: 0.1225,
    logit: 0.0000,
    logitAbove2: 0.0302,
    logitAbove4: 1.4121,
    cosineTimesLogit: 0.5219,
    overlap: 0.0000,
    unmatchedIdfBoth: 0.0000,
    oneSided: -0.2551,
    shortness: -3.4107,
    orderKept: 0.2497,
    nameOneSided: -0.0939,
    substituted: -1.3682,
    sameWordsLogit: 0.5187,
    verbatim: 2.3714,
  },
};
