import type { EntryFilter } from '../../../src-core/contracts/operations.ts';
import { useAction } from '../client/use-action.ts';
import { formatPlural } from '../model/format-number.ts';
import { formerTtls, shortestTtlMs } from '../model/ttl-changes.ts';
import { useToast } from '../ui/toast-context.ts';

export interface TimedEntry {
  id: string;
  createdAt: number;
  expiresAt: number;
}

const entries = (count: number): string => formatPlural(count, 'entry', 'entries');
const refresh = ['entry feed', 'entries.get', 'status.get'];

/** Pin, delete, clear and times to live, each telling what it did; what removes can be undone for ten minutes. */
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

  const giveBack = (former: ReturnType<typeof formerTtls>): void => {
    const done = (): void => tell('Times to live are as they were.');
    for (const change of former) act('entries.setTtl', change, { refresh, done });
  };
  const setTtl = (rows: readonly TimedEntry[], ttlMs: number | null, message: (count: number) => string): void => {
    const former = formerTtls(rows);
    const ids = rows.map(({ id }) => id);
    const done = ({ count }: { count: number }): void =>
      toast({
        message: message(count),
        tone: 'plain',
        action: { label: 'Undo', run: () => giveBack(former) },
      });
    act('entries.setTtl', { ids, ttlMs }, { refresh, done });
  };

  return {
    expire: (rows: readonly TimedEntry[]) => setTtl(rows, shortestTtlMs, (count) => `Expired ${entries(count)}.`),
    setTtl: (rows: readonly TimedEntry[], ttlMs: number | null) =>
      setTtl(rows, ttlMs, (count) => `Set the time to live of ${entries(count)}.`),
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
