import type { UpstreamView } from '../../../src-core/contracts/views.ts';
import { messageOf } from '../client/client-error.ts';
import { useCommand } from '../client/use-operation.ts';
import { useToast } from '../ui/toast-context.ts';

/** What a row's buttons do. A removed upstream can be put back from the message that tells of it. */
export function useUpstreamCommands({ name, title, baseUrl }: UpstreamView) {
  const toast = useToast();
  const test = useCommand('upstreams.test', ['upstreams.list']);
  const set = useCommand('upstreams.set', ['upstreams.list', 'settings.get', 'status.get']);
  const onError = (error: Error): void => toast({ message: messageOf(error), tone: 'bad' });
  const done = (message: string) => () => toast({ message, tone: 'plain' });

  return {
    test,
    makeDefault: () =>
      set.mutate({ name, makeDefault: true }, { onError, onSuccess: done(`${title} is the default now.`) }),
    remove: () =>
      set.mutate(
        { name, baseUrl: null },
        {
          onError,
          onSuccess: () =>
            toast({
              message: `Removed ${name}.`,
              tone: 'plain',
              action: { label: 'Undo', run: () => set.mutate({ name, baseUrl }, { onError }) },
            }),
        },
      ),
  };
}
