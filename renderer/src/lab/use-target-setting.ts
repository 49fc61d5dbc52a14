import type { Settings } from '../../../src-core/contracts/settings.ts';
import { useAction } from '../client/use-action.ts';
import { targetWords } from '../model/lab-words.ts';
import { useToast } from '../ui/toast-context.ts';

const refresh = ['settings.get', 'status.get', 'match.replay', 'match.test'];

/** Makes a target the one that requests are answered at, and offers what was there before. */
export function useTargetSetting(matching: Settings['matching']): (target: number) => void {
  const act = useAction();
  const toast = useToast();
  const { level, target: before } = matching;
  return (target) =>
    act(
      'settings.set',
      { patch: { matching: { level: 'custom', target } } },
      {
        refresh,
        done: () =>
          toast({
            message: `Requests are now answered at ${targetWords(target)}.`,
            tone: 'plain',
            action: {
              label: 'Undo',
              run: () => act('settings.set', { patch: { matching: { level, target: before } } }, { refresh }),
            },
          }),
      },
    );
}
