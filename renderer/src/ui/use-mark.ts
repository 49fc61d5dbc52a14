import { useCallback } from 'react';
import type { MarkVerdict } from '../../../src-core/contracts/views.ts';
import { useAction } from '../client/use-action.ts';
import { useToast } from './toast-context.ts';

/** What shows marks, or figures that they change. */
const refresh = ['explain.request', 'entries.hits', 'entries.get', 'entry feed', 'match.replay', 'match.test'];

/** The answer that a request got, or, with `entryId`, one that it was compared with and did not get. */
export interface MarkedAnswer {
  requestId: string;
  entryId?: string | undefined;
}

/** Marks an answer, says what that means from now on, and offers to take it back. */
export function useMark(): (answer: MarkedAnswer, verdict: MarkVerdict | null, before: MarkVerdict | null) => void {
  const act = useAction();
  const toast = useToast();
  return useCallback(
    ({ requestId, entryId }, verdict, before) => {
      const mark = (next: MarkVerdict | null, last: MarkVerdict | null, undoable: boolean): void =>
        act(
          'feedback.mark',
          { id: requestId, verdict: next, ...(entryId === undefined ? {} : { entryId }) },
          {
            refresh,
            done: ({ effect, undo }) => {
              // An exact answer that was wrong leaves the cache: what brings it back is the entry's own undo.
              const restore = (token: string): void => act('entries.restore', { undo: token }, { refresh });
              const run = undo === null ? () => mark(last, next, false) : () => restore(undo);
              toast({ message: effect, tone: 'plain', ...(undoable ? { action: { label: 'Undo', run } } : {}) });
            },
          },
        );
      mark(verdict, before, true);
    },
    [act, toast],
  );
}
