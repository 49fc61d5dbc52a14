import type { EntryDetail, MatchCandidate, SemanticLookup } from '../contracts/views.ts';

const shownCandidates = 3;

/** What was compared by meaning, in words: nearest first, each with the figures and words that decided. */
export function explainSemantic(
  lookup: SemanticLookup | null,
  entry: (id: string) => EntryDetail | undefined,
): string[] {
  if (lookup === null) return [];
  if (lookup.obstacle !== null) return [`By meaning: ${lookup.obstacle}`];
  const [first] = lookup.candidates;
  if (first === undefined) return ['By meaning: no stored request that shares everything else is near.'];
  return lookup.candidates.slice(0, shownCandidates).map((candidate) => describe(candidate, entry(candidate.entryId)));
}

function describe(candidate: MatchCandidate, entry: EntryDetail | undefined): string {
  const text = entry === undefined ? `entry ${candidate.entryId}, removed since` : `"${entry.promptPreview}"`;
  return `By meaning: ${text}: cosine ${candidate.cosine.toFixed(3)}${judgement(candidate)}`;
}

function judgement(candidate: MatchCandidate): string {
  if (candidate.reason === 'confirmed') return '; you said that these ask the same.';
  if (candidate.reason === 'forbidden') return '; you said that its answer is wrong for this.';
  const vetoes = candidate.guards
    .filter(({ veto }) => veto)
    .map(({ guard, stored, asked }) => `${guard}: ${words(stored)} against ${words(asked)}`);
  if (vetoes.length > 0) return `; it differs in ${vetoes.join('; ')}.`;
  if (candidate.confidence === null || candidate.logit === null) return `; ${candidate.reason.replaceAll('_', ' ')}.`;
  const sign = candidate.confidence >= candidate.target ? 'reaches' : 'is below';
  return `, verifier ${candidate.logit.toFixed(2)}; confidence ${candidate.confidence.toFixed(3)} ${sign} the target ${candidate.target.toFixed(3)}.`;
}

const words = (list: readonly string[]): string =>
  list.length === 0 ? 'nothing' : list.map((word) => `"${word}"`).join(', ');
