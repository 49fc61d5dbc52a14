import { useAction } from '../client/use-action.ts';
import { downloadText } from '../ui/download.ts';
import { useToast } from '../ui/toast-context.ts';

/** Saves the state of the instance as a file for a bug report. */
export function useDiagnostics(): () => void {
  const act = useAction();
  const toast = useToast();
  return () =>
    act(
      'diagnostics.get',
      {},
      {
        refresh: [],
        done: (value) => {
          const name = `semcache-diagnostics-${value.generatedAt.slice(0, 19).replaceAll(':', '-')}.json`;
          downloadText(name, 'application/json', [`${JSON.stringify(value, null, 2)}\n`]);
          toast({ message: `Saved ${name}.`, tone: 'plain' });
        },
      },
    );
}
