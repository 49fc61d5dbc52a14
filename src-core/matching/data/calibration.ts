/* Made by `npm run calibrate -- --pairs question-pairs-validation.jsonl.gz --traps trap-pairs-dev.jsonl.gz` on 2026-11-28; do not edit by hand. */
import type { Calibration } from '../features.ts';

/** Weights of the decision's logistic, for all-MiniLM-L6-v2 and semcache-verifier in int8. */
export const calibration: Calibration = {
  version: 1,
  scale: [
    { score: -1, logOdds: -1 },
    { score: 1.5321, logOdds: 2.5867 },
    { score: 2.0938, logOdds: 2.9444 },
    { score: 2.5699, logOdds: 3.1781 },
    { score: 3.2263, logOdds: 3.4761 },
    { score: 3.8187, logOdds: 3.8918 },
    { score: 4.3521, logOdds: 4.5951 },
  ],
  intercept: -1.6562,
  weights: {
    cosine: 2.2431,
    logit: 0.448,
    logitAbove4: 2.7653,
    oneSided: -0.0908,
    shortness: 0.2822,
    orderKept: 0.3164,
    substituted: -0.9389,
    verbatim: 2.5636,
    statement: -0.5568,
    plain: -0.4616,
    plainLogit: 0.0137,
    nearAndSure: 1.2454,
    exchangedInLike: -0.6885,
  },
};
