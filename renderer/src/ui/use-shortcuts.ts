import { useEffect, useEffectEvent } from 'react';
import { createKeySequence } from '../model/key-sequence.ts';
import type { PageKeys } from '../shortcuts/shortcut-table.ts';

/** Typing belongs to the field, and an open dialog has the keyboard to itself. */
function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || document.querySelector('[aria-modal="true"]') !== null) return true;
  return target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select');
}

/** Runs a function for a key of the shortcut table, or for two in a row such as `g t`, anywhere on the page. */
export function useShortcuts(shortcuts: Partial<Record<PageKeys, () => unknown>>): void {
  const actions: Record<string, (() => unknown) | undefined> = shortcuts;
  const onKey = useEffectEvent((event: KeyboardEvent, next: ReturnType<typeof createKeySequence>) => {
    if (isElsewhere(event)) return;
    const name = next(event.key, event.timeStamp, Object.keys(actions));
    if (name === null) return;
    event.preventDefault();
    actions[name]?.();
  });
  useEffect(() => {
    const next = createKeySequence();
    const listener = (event: KeyboardEvent): void => onKey(event, next);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
