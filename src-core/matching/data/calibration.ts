/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-28; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  scale: [
    { score: -1, logOdds: -1 },
    { score: 0.3405, logOdds: 2.5867 },
    { score: 1.6318, logOdds: 2.9444 },
    { score: 2.1768, logOdds: 3.1781 },
    { score: 2.7094, logOdds: 3.4761 },
    { score: 3.2524, logOdds: 3.8918 },
    { score: 4.4073, logOdds: 4.5951 },
  ],
  intercept: -0.7543,
  weights: {
    cosine: 1.6088,
    logit: 0.4103,
    logitAbove4: 1.5459,
    oneSided: -0.1717,
    shortness: 0.1798,
    orderKept: 0.0884,
    substituted: -0.8909,
    verbatim: 2.6398,
    statement: -0.4686,
    plain: -0.5734,
    plainLogit: 0.1122,
    nearAndSure: 2.8141,
    exchangedInLike: -1.0145,
  },
};
