import type { LookupReason } from '../contracts/outcome.ts';
import { matchTargets, type Settings } from '../contracts/settings.ts';
import type { MatchCandidate, SemanticLookup } from '../contracts/views.ts';
import type { MarkedPair } from '../ports/mark-store.ts';
import type { Matcher, SemanticAnswer, SemanticQuestion } from '../ports/matcher.ts';
import type { VectorRow } from '../ports/vector-rows.ts';
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
import { embedText, findRowOf, findRows, type EmbeddedText, type FoundRow } from './find-rows.ts';
import { readText } from './text/read-text.ts';
import type { VectorSpace } from './vector-space.ts';

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
  /** Which embedder made a vector that was given out. */
  const madeIn = new WeakMap<Float32Array, string>();
  return {
    find: async (question) => {
      const settings = deps.settings();
      const usual = targetOf(settings);
      if (usual === null) return missed('not_found', null);
      const target = question.target ?? usual;
      const obstacle = exactOnlyReason(question.text, null, settings);
      if (obstacle !== null)
        return missed('exact_only', { target, obstacle: exactOnlyReasons[obstacle], candidates: [] });
      // Most conversations are the only ones of their partition: there the models need not be asked at all.
      const space = deps.space();
      if (!space.index.holds(question.partition))
        return missed('not_found', { target, obstacle: null, candidates: [] });
      try {
        const answer = await withDeadline(search(deps, space, question, target), deadlineMs);
        if (answer.vector !== null) madeIn.set(answer.vector, space.identity);
        return answer;
      } catch (error) {
        deps.countFailure('semantic_lookup_failed', error);
        return missed('models_unavailable', { target, obstacle: errorText(error), candidates: [] });
      }
    },
    remember: (entryId, question, vector) => {
      const settings = deps.settings();
      if (targetOf(settings) === null || exactOnlyReason(question.text, null, settings) !== null) return;
      const { partition, text } = question;
      try {
        const space = deps.space();
        // The owner may have chosen another model while the answer was on its way.
        if (vector === null || madeIn.get(vector) !== space.identity) {
          deps.rows.defer({ id: entryId, partition, text });
          backfill.wake();
          return;
        }
        deps.rows.put({ id: entryId, partition, text, vector }, space.identity);
        space.index.add(partition, entryId, vector);
      } catch (error) {
        deps.countFailure('semantic_remember_failed', error);
      }
    },
    backfill: backfill.wake,
    settled: backfill.settled,
  };
}

async function search(
  deps: MatcherDeps,
  space: VectorSpace,
  { partition, text }: SemanticQuestion,
  target: number,
): Promise<SemanticAnswer> {
  const embedded = await embedText(deps, space, text);
  const obstacle = exactOnlyReason(text, embedded.decisive, deps.settings());
  if (obstacle !== null) return missed('exact_only', { target, obstacle: exactOnlyReasons[obstacle], candidates: [] });
  const near = await findRows(deps, space, embedded, { partition, k: candidateLimit, floor: cosineFloor });
  const found = [...near, ...(await findConfirmed(deps, space, embedded, { partition, near }))];
  const asked = readText(text);
  const compared = found.map(({ row, cosine }): Compared => ({
    row,
    candidate: guardCandidate(readText(row.text), asked, cosine),
  }));
  const judged = await judge(deps, text, compared, target);
  const lookup: SemanticLookup = { target, obstacle: null, candidates: judged.map(({ view }) => view) };
  const hits = judged
    .filter(({ decision }) => decision.serve)
    .map(({ view, decision }) => ({
      entryId: view.entryId,
      cosine: decision.cosine,
      // Nobody is surer than the owner.
      confidence: decision.reason === 'confirmed' ? 1 : (decision.confidence ?? 0),
    }))
    .toSorted((one, other) => other.confidence - one.confidence);
  const reason = hits.length === 0 ? missReason(judged) : 'semantic_match';
  return { reason, hits, lookup, vector: embedded.vector };
}

/** What the owner said asks the same answers even where no search by meaning would find it. */
async function findConfirmed(
  deps: MatcherDeps,
  space: VectorSpace,
  embedded: EmbeddedText,
  { partition, near }: { partition: string; near: readonly FoundRow[] },
): Promise<FoundRow[]> {
  const confirmed = deps.marks.confirmed({ partition, asked: embedded.text });
  const missing = confirmed.filter((stored) => near.every(({ row }) => row.text !== stored));
  const rows = missing.map((stored) => findRowOf(deps, space, embedded, { partition, stored }));
  return (await Promise.all(rows)).filter((row) => row !== undefined);
}

interface Compared {
  row: VectorRow;
  candidate: Candidate;
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
    const marks = marksOf(deps, { partition: one.row.partition, stored: one.row.text, asked });
    const decision = decideCandidate(one.candidate, place === -1 ? null : (logits[place] ?? null), target, marks);
    return { decision, view: candidateView(one.row.id, decision) };
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
