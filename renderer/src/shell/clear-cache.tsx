import { ClearDialog } from '../entries/clear-dialog.tsx';
import { useEntryCommands } from '../entries/use-entry-commands.ts';

/** Clears everything that is stored, from wherever one is: the count first, undo after. */
export function ClearCache({ onClose }: { onClose: () => void }) {
  const { clear } = useEntryCommands();
  return <ClearDialog filter={{}} query="" onClear={clear} onClose={onClose} />;
}
