import { useAction } from '../client/use-action.ts';
import { formatDuration } from '../model/format-duration.ts';
import { useToast } from '../ui/toast-context.ts';

/** Calls an upstream once and tells what came of it. */
export function useTestUpstream(): (name: string, title: string) => void {
  const act = useAction();
  const toast = useToast();
  return (name, title) =>
    act(
      'upstreams.test',
      { name },
      {
        refresh: ['upstreams.list'],
        done: ({ reachable, status, milliseconds, message }) =>
          toast({
            message: `${title}: ${reachable ? `reachable, status ${String(status)}` : message} in ${formatDuration(milliseconds)}.`,
            tone: reachable ? 'plain' : 'bad',
          }),
      },
    );
}
