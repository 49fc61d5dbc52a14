import type { LookupReason } from '../contracts/outcome.ts';
import { matchTargets, type Settings } from '../contracts/settings.ts';
import type { MatchCandidate, SemanticLookup } from '../contracts/views.ts';
import type { MarkedPair } from '../ports/mark-store.ts';
import type { Matcher, SemanticAnswer, SemanticQuestion } from '../ports/matcher.ts';
import type { Neighbour } from '../ports/vector-index.ts';
import { errorText } from '../support/error-text.ts';
import { withDeadline } from '../support/with-deadline.ts';
import {
  candidateLimit,
  cosineFloor,
  decideCandidate,
  guardCandidate,
  type Candidate,
  type MatchDecision,
  type CandidateMarks,
} from './decide.ts';
import { createBackfill } from './backfill.ts';
import type { MatcherDeps } from './matcher-deps.ts';
import { exactOnlyReason, exactOnlyReasons } from './eligibility.ts';
import { readText, type MatchText } from './text/read-text.ts';

/** A matcher with what its owner needs to keep it whole. */
export interface ManagedMatcher extends Matcher {
  /** Makes the vectors that are still missing, now that the models can. */
  backfill: () => void;
  /** Resolves when no vector is being made. */
  settled: () => Promise<void>;
}

/** A request waits so long for the models, then goes upstream, milliseconds. */
const deadlineMs = 400;

/** Precision target in force; null when nothing is served by meaning. */
export function targetOf(settings: Settings['matching']): number | null {
  if (settings.level === 'off') return null;
  return settings.level === 'custom' ? settings.target : matchTargets[settings.level];
}

/** The semantic stage: eligibility, candidates of the same partition, guards, verifier, decision. */
export function createMatcher(deps: MatcherDeps): ManagedMatcher {
  const backfill = createBackfill(deps);
  return {
    find: async (question) => {
      const settings = deps.settings();
      const usual = targetOf(settings);
      if (usual === null) return missed('not_found', null);
      const target = question.target ?? usual;
      const obstacle = exactOnlyReason(question.text, 0, settings);
      if (obstacle !== null)
        return missed('exact_only', { target, obstacle: exactOnlyReasons[obstacle], candidates: [] });
      // Most conversations are the only ones of their partition: there the models need not be asked at all.
      if (!deps.index.holds(question.partition)) return missed('not_found', { target, obstacle: null, candidates: [] });
      try {
        return await withDeadline(search(deps, question, target), deadlineMs);
      } catch (error) {
        deps.countFailure('semantic_lookup_failed', error);
        return missed('models_unavailable', { target, obstacle: errorText(error), candidates: [] });
      }
    },
    remember: (entryId, question, vector) => {
      const settings = deps.settings();
      if (targetOf(settings) === null || exactOnlyReason(question.text, 0, settings) !== null) return;
      const { partition, text } = question;
      try {
        if (vector === null) {
          deps.rows.defer({ id: entryId, partition, text });
          backfill.wake();
          return;
        }
        deps.rows.put({ id: entryId, partition, text, vector }, deps.models.identity());
        deps.index.add(partition, entryId, vector);
      } catch (error) {
        deps.countFailure('semantic_remember_failed', error);
      }
    },
    backfill: backfill.wake,
    settled: backfill.settled,
  };
}

async function search(deps: MatcherDeps, question: SemanticQuestion, target: number): Promise<SemanticAnswer> {
  const { vector, unknownShare } = await deps.models.embed(question.text);
  const obstacle = exactOnlyReason(question.text, unknownShare, deps.settings());
  if (obstacle !== null) return missed('exact_only', { target, obstacle: exactOnlyReasons[obstacle], candidates: [] });
  const compared = nearest(deps, question, vector);
  const judged = await judge(deps, question.text, compared, target);
  const lookup: SemanticLookup = { target, obstacle: null, candidates: judged.map(({ view }) => view) };
  const hits = judged
    .filter(({ decision }) => decision.serve)
    .toSorted((one, other) => (other.decision.confidence ?? 0) - (one.decision.confidence ?? 0))
    .map(({ view, decision }) => ({
      entryId: view.entryId,
      cosine: decision.cosine,
      confidence: decision.confidence ?? 1,
    }));
  return { reason: hits.length === 0 ? missReason(judged) : 'semantic_match', hits, lookup, vector };
}

interface Compared {
  entryId: string;
  partition: string;
  storedText: string;
  candidate: Candidate;
}

/** Neighbours laid beside the asked text, guards asked. Those whose entries are gone leave the index and make room. */
function nearest(deps: MatcherDeps, question: SemanticQuestion, vector: Float32Array): Compared[] {
  const asked = readText(question.text);
  for (let attempt = 0; attempt < maxSearches; attempt += 1) {
    const near = deps.index.search(question.partition, vector, candidateLimit, cosineFloor);
    const compared = near.flatMap((neighbour) => compare(deps, question, asked, neighbour));
    if (compared.length === near.length || attempt === maxSearches - 1) return compared;
  }
  return [];
}

const maxSearches = 4;

function compare(
  deps: MatcherDeps,
  question: SemanticQuestion,
  asked: MatchText,
  { id, cosine }: Neighbour,
): Compared[] {
  const row = deps.rows.get(id);
  // The partition is the wall between namespaces, so it is checked again where the row says it.
  if (row === undefined || row.partition !== question.partition) {
    deps.index.remove(id);
    return [];
  }
  return [
    {
      entryId: id,
      partition: row.partition,
      storedText: row.text,
      candidate: guardCandidate(readText(row.text), asked, cosine),
    },
  ];
}

interface Judged {
  decision: MatchDecision;
  view: MatchCandidate;
}

async function judge(deps: MatcherDeps, asked: string, compared: Compared[], target: number): Promise<Judged[]> {
  const passed = compared.filter(({ candidate }) => candidate.passed);
  const logits = passed.length === 0 ? [] : await deps.models.verify(passed.map(({ candidate }) => candidate.verify));
  return compared.map((one) => {
    const place = passed.indexOf(one);
    const marks = marksOf(deps, { partition: one.partition, stored: one.storedText, asked });
    const decision = decideCandidate(one.candidate, place === -1 ? null : (logits[place] ?? null), target, marks);
    return { decision, view: candidateView(one.entryId, decision) };
  });
}

/**
 * What the owner said of this very pair, and what marks on other pairs of the stored text add to the target's log-odds:
 * each answer of it that was wrong asks for more certainty with the next, and it takes three right ones to undo that.
 */
export function marksOf(deps: Pick<MatcherDeps, 'marks'>, pair: MarkedPair): CandidateMarks {
  const verdict = deps.marks.find(pair);
  const { wrong, right } = deps.marks.countOf({ partition: pair.partition, stored: pair.stored });
  return { mark: verdict === null ? null : marks[verdict], strictness: Math.max(0, wrong - right / 3) };
}

const marks = { wrong: 'forbidden', right: 'confirmed' } as const;

/** A decision as log, headers and console have it. */
export function candidateView(entryId: string, decision: MatchDecision): MatchCandidate {
  return {
    entryId,
    cosine: decision.cosine,
    logit: decision.logit,
    confidence: decision.confidence,
    target: decision.appliedTarget,
    reason: decision.reason,
    guards: decision.guards
      .filter(({ veto, stored, asked }) => veto || stored.length > 0 || asked.length > 0)
      .map(({ guard, veto, stored, asked }) => ({ guard, veto, stored: [...stored], asked: [...asked] })),
  };
}

/** The nearest candidate's fate is the reason of the miss. */
function missReason(judged: Judged[]): LookupReason {
  const [nearest] = judged;
  if (nearest === undefined) return 'not_found';
  return nearest.decision.reason === 'guard' ? 'guard_veto' : 'below_target';
}

const missed = (reason: LookupReason, lookup: SemanticLookup | null): SemanticAnswer => ({
  reason,
  hits: [],
  lookup,
  vector: null,
});
