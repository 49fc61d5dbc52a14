import type { AnswerStore } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import type { Matcher } from '../ports/matcher.ts';
import { readStored, type Hit } from './look-up.ts';
import type { Outcome } from './outcome.ts';
import type { Lookup } from './record-answer.ts';

export interface FoundByMeaning {
  hit?: Hit;
  /** Vector of the asked text, when it was made. */
  vector: Float32Array | null;
}

/** Looks for an answer to another wording, and writes into the outcome what was found. Never throws. */
export async function lookUpByMeaning(
  deps: { answers: AnswerStore; countFailure: CountFailure; host: Host; matcher: Matcher },
  lookup: Lookup,
  outcome: Outcome,
): Promise<FoundByMeaning> {
  if (lookup.question === null || !lookup.rules.byMeaning) {
    if (lookup.question !== null && lookup.rules.matchingStopped && outcome.reason === 'not_found')
      outcome.reason = 'matching_stopped';
    return { vector: null };
  }
  const answer = await deps.matcher.find(lookup.question);
  outcome.semantic = answer.lookup;
  const { hits, vector } = answer;
  // An expired identical request says more than a near one.
  if (outcome.reason === 'not_found') outcome.reason = answer.reason;
  for (const hit of hits) {
    const found = readStored(deps, lookup, () => deps.answers.findById(hit.entryId));
    outcome.reason = found.reason === 'exact_match' ? 'semantic_match' : found.reason;
    if (found.hit === undefined) continue;
    outcome.asked = lookup.question.text;
    outcome.similarity = hit.cosine;
    outcome.confidence = hit.confidence;
    return { hit: found.hit, vector };
  }
  return { vector };
}
