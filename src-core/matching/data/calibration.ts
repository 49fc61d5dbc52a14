/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-28; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  scale: [
    { score: -0.6498, logOdds: 2.1972 },
    { score: 0.8975, logOdds: 2.5867 },
    { score: 1.6662, logOdds: 2.9444 },
    { score: 2.2693, logOdds: 3.1781 },
    { score: 2.8875, logOdds: 3.4761 },
    { score: 3.439, logOdds: 3.8918 },
  ],
  intercept: -0.4752,
  weights: {
    cosine: 0.9921,
    cosineAbove90: 0.0,
    logit: 0.4162,
    logitAbove2: 0.0,
    logitAbove4: 1.7941,
    cosineTimesLogit: 0.0,
    overlap: 0.0,
    unmatchedIdfBoth: 0.0,
    oneSided: -0.2184,
    shortness: -0.2916,
    orderKept: 0.0,
    nameOneSided: 0.0,
    substituted: -0.9446,
    sameWordsLogit: 0.0,
    verbatim: 2.7269,
    statement: -0.2483,
    plain: -0.5106,
    plainLogit: 0.172,
    nearAndSure: 3.185,
    exchangedInLike: -0.9133,
    rewordedSurely: 0.0,
  },
};
