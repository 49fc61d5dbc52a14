import { SemcacheError } from '../contracts/errors.ts';
import type { MarkVerdict, TrafficDetail } from '../contracts/views.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { MarkedPair, MarkStore } from '../ports/mark-store.ts';
import type { RequestLog } from '../ports/request-log.ts';
import type { VectorRows } from '../ports/vector-rows.ts';

interface MarkDeps {
  now: () => number;
  answers: Pick<AnswerStore, 'remove'>;
  marks: Pick<MarkStore, 'served' | 'markedBy' | 'set'>;
  log: Pick<RequestLog, 'get'>;
  vectors: Pick<VectorRows, 'get'>;
  rowOf: (id: string) => string;
}

/** Does what a mark on a request means; says what that was. Throws not_found or conflict for what cannot be marked. */
export function markRequest(
  deps: MarkDeps,
  { id, verdict, entryId }: { id: string; verdict: MarkVerdict | null; entryId?: string | undefined },
): { effect: string; undo: string | null } {
  const rowId = deps.rowOf(id);
  const request = deps.log.get(rowId);
  if (request === undefined) throw new SemcacheError('not_found', `No request has the id "${id.slice(0, 80)}".`);
  // An alias is on no hit: it is found by the request that it was given with.
  const pair = deps.marks.served(rowId) ?? deps.marks.markedBy(rowId)?.pair ?? comparedPair(deps, request, entryId);
  if (pair !== undefined) {
    deps.marks.set(pair, verdict, deps.now());
    return { effect: effects[verdict ?? 'none'], undo: null };
  }
  if ((request.cacheStatus !== 'hit' && request.cacheStatus !== 'stale') || request.entryId === null) {
    throw new SemcacheError('conflict', 'Only answers from the cache can be marked, and this request went upstream.');
  }
  if (request.match === 'semantic')
    throw new SemcacheError('conflict', 'The entry that answered has been removed since.');
  if (verdict !== 'wrong')
    return { effect: 'An identical request got its own recorded answer; nothing was changed.', undo: null };
  const { undo } = deps.answers.remove({ ids: [request.entryId] }, deps.now());
  return { effect: 'The entry was removed: the next request goes upstream.', undo };
}

/** A pair that was compared and not served: the owner may say beforehand what they would have thought of it. */
function comparedPair(
  { vectors }: Pick<MarkDeps, 'vectors'>,
  request: TrafficDetail,
  entryId: string | undefined,
): (MarkedPair & { requestId: string }) | undefined {
  const wasCompared = request.semantic?.candidates.some((candidate) => candidate.entryId === entryId) === true;
  if (entryId === undefined || !wasCompared || request.entryId === null) return undefined;
  const stored = vectors.get(entryId);
  const asked = vectors.get(request.entryId);
  if (stored === undefined || asked === undefined || stored.partition !== asked.partition) return undefined;
  return { partition: stored.partition, stored: stored.text, asked: asked.text, requestId: request.id };
}

const effects = {
  wrong: 'This text will not get that answer again, and the entry answers other wordings more carefully.',
  right: 'This text will get that answer whatever the models say.',
  none: 'The mark was taken back.',
} as const;
