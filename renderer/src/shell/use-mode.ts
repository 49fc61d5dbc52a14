import type { CacheMode } from '../../../src-core/contracts/views.ts';
import { useAction } from '../client/use-action.ts';
import { modeTitle } from '../model/mode-words.ts';
import { useToast } from '../ui/toast-context.ts';

const refresh = ['mode.get', 'status.get', 'settings.get', 'projects.list'];

/** Sets the mode of everything and offers the way back. */
export function useSetMode(): (mode: CacheMode, before: CacheMode) => void {
  const act = useAction();
  const toast = useToast();
  return (mode, before) => {
    if (mode === before) return;
    const undo = { label: 'Undo', run: () => act('mode.set', { mode: before }, { refresh }) };
    const done = (): void => toast({ message: `Mode: ${modeTitle(mode)}.`, tone: 'plain', action: undo });
    act('mode.set', { mode }, { refresh, done });
  };
}
