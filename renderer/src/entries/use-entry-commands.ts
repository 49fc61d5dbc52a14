import type { EntryFilter } from '../../../src-core/contracts/operations.ts';
import { useAction } from '../client/use-action.ts';
import { formatPlural } from '../model/format-number.ts';
import { useToast } from '../ui/toast-context.ts';

const entries = (count: number): string => formatPlural(count, 'entry', 'entries');
const refresh = ['entry feed', 'entries.get', 'status.get'];

/** Pin, delete and clear, each telling what it did; what removes can be undone for ten minutes. */
export function useEntryCommands() {
  const act = useAction();
  const toast = useToast();
  const tell = (message: string): void => toast({ message, tone: 'plain' });

  const removed = (message: string) => (result: { count: number; undo: string | null }) => {
    const { count, undo } = result;
    const restore = (token: string): void =>
      act('entries.restore', { undo: token }, { refresh, done: (done) => tell(`Restored ${entries(done.count)}.`) });
    toast({
      message: `${message} ${entries(count)}.`,
      tone: 'plain',
      ...(undo === null ? {} : { action: { label: 'Undo', run: () => restore(undo) } }),
    });
  };

  return {
    remove: (ids: string[]) => act('entries.delete', { ids }, { refresh, done: removed('Deleted') }),
    clear: (filter: EntryFilter) => act('entries.clear', { filter }, { refresh, done: removed('Cleared') }),
    pin: (ids: string[], pinned: boolean) =>
      act(
        'entries.pin',
        { ids, pinned },
        { refresh, done: ({ count }) => tell(`${pinned ? 'Pinned' : 'Unpinned'} ${entries(count)}.`) },
      ),
  };
}
