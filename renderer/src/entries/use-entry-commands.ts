import { useQueryClient } from '@tanstack/react-query';
import type { EntryFilter } from '../../../src-core/contracts/operations.ts';
import { messageOf } from '../client/client-error.ts';
import { useCommand } from '../client/use-operation.ts';
import { formatPlural } from '../model/format-number.ts';
import { useToast } from '../ui/toast-context.ts';

const entries = (count: number): string => formatPlural(count, 'entry', 'entries');

/** Pin, delete and clear, each telling what it did; what removes can be undone for ten minutes. */
export function useEntryCommands() {
  const queries = useQueryClient();
  const toast = useToast();
  const refresh = (): void => {
    void queries.invalidateQueries({ queryKey: ['entry feed'] });
    void queries.invalidateQueries({ queryKey: ['status.get'] });
    void queries.invalidateQueries({ queryKey: ['entries.get'] });
  };
  const failed = (error: Error): void => toast({ message: messageOf(error), tone: 'bad' });
  const outcome = { onError: failed, onSettled: refresh };

  const restore = useCommand('entries.restore');
  const remove = useCommand('entries.delete');
  const clear = useCommand('entries.clear');
  const pin = useCommand('entries.pin');

  const undo = (token: string): void =>
    restore.mutate(
      { undo: token },
      { ...outcome, onSuccess: ({ count }) => toast({ message: `Restored ${entries(count)}.`, tone: 'plain' }) },
    );
  const removed = (message: string) => (result: { count: number; undo: string | null }) => {
    const token = result.undo;
    toast({
      message: `${message} ${entries(result.count)}.`,
      tone: 'plain',
      ...(token === null ? {} : { action: { label: 'Undo', run: () => undo(token) } }),
    });
  };

  return {
    remove: (ids: string[]) => remove.mutate({ ids }, { ...outcome, onSuccess: removed('Deleted') }),
    clear: (filter: EntryFilter) => clear.mutate({ filter }, { ...outcome, onSuccess: removed('Cleared') }),
    pin: (ids: string[], pinned: boolean) =>
      pin.mutate(
        { ids, pinned },
        {
          ...outcome,
          onSuccess: ({ count }) =>
            toast({ message: `${pinned ? 'Pinned' : 'Unpinned'} ${entries(count)}.`, tone: 'plain' }),
        },
      ),
  };
}
