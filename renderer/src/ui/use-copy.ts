import { useEffect, useRef, useState } from 'react';

export type CopyState = 'idle' | 'copied' | 'failed';

/** How long a button says that it copied. */
const shownMs = 1500;

/** Puts a text on the clipboard and remembers for a moment whether that worked. */
export function useCopy(): { state: CopyState; copy: (text: string) => void } {
  const [state, setState] = useState<CopyState>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (next: CopyState): void => {
    setState(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState('idle'), shownMs);
  };
  return {
    state,
    copy: (text) => {
      navigator.clipboard.writeText(text).then(
        () => show('copied'),
        () => show('failed'),
      );
    },
  };
}
