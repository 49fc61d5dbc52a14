import { useSyncExternalStore } from 'react';

/** One clock for all relative times on screen, so that they move together and cost one timer. */
const stepMs = 1000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  // Nobody moved the clock while nobody looked.
  if (timer === undefined) now = Date.now();
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, stepMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** A text made from the present; the component renders again only when the text changes. */
export function useNowText(write: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () => write(now));
}
