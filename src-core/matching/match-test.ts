import type { MatchCandidate, SemanticLookup } from '../contracts/views.ts';
import { cosineFloor, decideCandidate, guardCandidate, type MatchDecision } from './decide.ts';
import { exactOnlyReason, exactOnlyReasons } from './eligibility.ts';
import { embedText, withDecisiveCosines } from './find-rows.ts';
import type { MatcherDeps } from './matcher-deps.ts';
import { candidateView, marksOf } from './semantic-matcher.ts';
import { readText } from './text/read-text.ts';

export interface TestedCandidate extends MatchCandidate {
  storedText: string;
  serves: boolean;
}

export interface TestedText extends Omit<SemanticLookup, 'candidates'> {
  candidates: TestedCandidate[];
}

/** Nearest entries looked at before those that nobody asked about are left out. */
const searched = 50;
/** A person who tries a text out wants to see near misses too. */
const shownFloor = Math.min(0.5, cosineFloor);

/**
 * Tries a text against everything stored, in every partition: the nearest entries that `keeps` lets through, each judged
 * by the code that serves requests. Changes nothing. Rejects when the models are not ready.
 */
export async function testText(
  deps: MatcherDeps,
  question: { text: string; target: number; limit: number; keeps: (entryId: string) => boolean },
): Promise<TestedText> {
  const { text, target, limit } = question;
  const space = deps.space();
  const embedded = await embedText(deps, space, text);
  const obstacle = exactOnlyReason(text, embedded.decisive, deps.settings());
  const near = space.index
    .partitionNames()
    .flatMap((partition) => space.index.search(partition, embedded.vector, limit, space.decides ? shownFloor : -1))
    .toSorted((one, other) => other.cosine - one.cosine)
    .slice(0, searched);
  const kept = near
    .flatMap(({ id, cosine }) => {
      const row = question.keeps(id) ? deps.rows.get(id) : undefined;
      return row === undefined ? [] : [{ row, cosine }];
    })
    .slice(0, limit);
  const rows = await withDecisiveCosines(deps, space, embedded, kept);
  const asked = readText(text);
  const compared = rows.map(({ row, cosine }) => ({
    row,
    candidate: guardCandidate(readText(row.text), asked, cosine),
  }));
  const passed = compared.filter(({ candidate }) => candidate.passed);
  const logits = passed.length === 0 ? [] : await deps.models.verify(passed.map(({ candidate }) => candidate.verify));
  const candidates = compared.map((one): TestedCandidate => {
    const place = passed.indexOf(one);
    const decision: MatchDecision = decideCandidate(
      one.candidate,
      place === -1 ? null : (logits[place] ?? null),
      target,
      marksOf(deps, { partition: one.row.partition, stored: one.row.text, asked: text }),
    );
    return { ...candidateView(one.row.id, decision), storedText: one.row.text, serves: decision.serve };
  });
  return { target, obstacle: obstacle === null ? null : exactOnlyReasons[obstacle], candidates };
}
