import type { UpstreamView } from '../../../src-core/contracts/views.ts';
import { useAction } from '../client/use-action.ts';
import { useCommand } from '../client/use-operation.ts';
import { useToast } from '../ui/toast-context.ts';

const refresh = ['upstreams.list', 'settings.get', 'status.get'];

/** What a row's buttons do. A removed upstream can be put back from the message that tells of it. */
export function useUpstreamCommands({ name, title, baseUrl }: UpstreamView) {
  const act = useAction();
  const toast = useToast();
  const test = useCommand('upstreams.test', ['upstreams.list']);
  return {
    test,
    makeDefault: () =>
      act(
        'upstreams.set',
        { name, makeDefault: true },
        { refresh, done: () => toast({ message: `${title} is the default now.`, tone: 'plain' }) },
      ),
    removeKey: () =>
      act(
        'upstreams.setKey',
        { name, key: null },
        { refresh, done: () => toast({ message: `Semcache forgot its key for ${title}.`, tone: 'plain' }) },
      ),
    remove: () => {
      const undo = { label: 'Undo', run: () => act('upstreams.set', { name, baseUrl }, { refresh }) };
      act(
        'upstreams.set',
        { name, baseUrl: null },
        { refresh, done: () => toast({ message: `Removed ${name}.`, tone: 'plain', action: undo }) },
      );
    },
  };
}
