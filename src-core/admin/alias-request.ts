import { SemcacheError } from '../contracts/errors.ts';
import type { TrafficDetail } from '../contracts/views.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { MarkStore } from '../ports/mark-store.ts';
import type { RequestLog } from '../ports/request-log.ts';
import type { VectorRow, VectorRows } from '../ports/vector-rows.ts';

interface AliasDeps {
  now: () => number;
  answers: Pick<AnswerStore, 'remove'>;
  marks: Pick<MarkStore, 'set'>;
  log: Pick<RequestLog, 'get'>;
  vectors: Pick<VectorRows, 'get'>;
  rowOf: (id: string) => string;
}

/**
 * Lets the stored request nearest to one that missed answer its text from now on. The text is known by the fresh answer
 * that was stored under it: the log itself keeps no prompts. Throws not_found, or conflict for what cannot be an alias.
 */
export function aliasRequest(deps: AliasDeps, id: string): { effect: string; undo: string | null; entryId: string } {
  const rowId = deps.rowOf(id);
  const request = deps.log.get(rowId);
  if (request === undefined) throw new SemcacheError('not_found', `No request has the id "${id.slice(0, 80)}".`);
  if (request.cacheStatus === 'hit' || request.cacheStatus === 'stale')
    throw new SemcacheError('conflict', 'The request was answered from the cache already.');
  const asked = request.entryId === null ? undefined : deps.vectors.get(request.entryId);
  if (asked === undefined)
    throw new SemcacheError(
      'conflict',
      'What it asked is not known: its answer was not stored, or it may not be compared by meaning.',
    );
  const nearest = nearestRow(deps, request, asked);
  if (nearest === undefined)
    throw new SemcacheError('conflict', 'No stored request differs from it in nothing but the last text.');
  deps.marks.set(
    { partition: asked.partition, stored: nearest.text, asked: asked.text, requestId: rowId },
    'right',
    deps.now(),
  );
  // Its own answer would be found first, since it is identical.
  const { undo } = deps.answers.remove({ ids: [asked.id] }, deps.now());
  return {
    effect: `This text gets the answer to "${nearest.text.slice(0, 200)}" from now on; its own leaves the cache.`,
    undo,
    entryId: nearest.id,
  };
}

/** What was compared by meaning comes first, nearest first; then what the explanation of the miss named. */
function nearestRow(
  deps: Pick<AliasDeps, 'vectors'>,
  { semantic, nearest }: TrafficDetail,
  asked: VectorRow,
): VectorRow | undefined {
  const ids = [...(semantic?.candidates.map(({ entryId }) => entryId) ?? []), nearest?.entryId ?? null];
  return ids
    .flatMap((entryId) => (entryId === null ? [] : (deps.vectors.get(entryId) ?? [])))
    .find(({ partition, text, id }) => partition === asked.partition && text !== asked.text && id !== asked.id);
}
