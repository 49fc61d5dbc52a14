import { useCallback } from 'react';
import { useClient } from '../client/client-context.ts';
import { messageOf } from '../client/client-error.ts';
import { useMark } from '../ui/use-mark.ts';
import { useToast } from '../ui/toast-context.ts';

/**
 * What "wrong" means of an entry: when it has answered by meaning, `onChoose` shows which of the pairs; when only
 * identical requests got it, the newest of them is marked, which takes the entry out of the cache: `onGone` comes first.
 */
export function useWrongAnswer(onChoose: () => void, onGone: () => void): (entryId: string) => void {
  const client = useClient();
  const toast = useToast();
  const mark = useMark();
  return useCallback(
    (entryId) => {
      const run = async (): Promise<void> => {
        const byMeaning = await client.call('entries.hits', { id: entryId, match: 'semantic', limit: 1 });
        if (byMeaning.total > 0) return onChoose();
        const [newest] = (await client.call('entries.hits', { id: entryId, limit: 1 })).items;
        if (newest === undefined) {
          return toast({ message: 'It has answered nothing yet; delete it if it is wrong.', tone: 'plain' });
        }
        onGone();
        return mark({ requestId: newest.requestId }, 'wrong', null);
      };
      run().catch((error: unknown) => toast({ message: messageOf(error), tone: 'bad' }));
    },
    [client, toast, mark, onChoose, onGone],
  );
}
