import { useSyncExternalStore } from 'react';

/** `auto`: shown to who has no traffic yet. `open`: asked for. `closed`: for good, unless asked for again. */
export type GuideState = 'auto' | 'open' | 'closed';

const storageKey = 'semcache.first-steps';
const listeners = new Set<() => void>();
let state: GuideState = window.localStorage.getItem(storageKey) === 'closed' ? 'closed' : 'auto';

function set(next: GuideState): void {
  state = next;
  if (next === 'closed') window.localStorage.setItem(storageKey, 'closed');
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useGuideState = (): GuideState => useSyncExternalStore(subscribe, () => state);
export const openGuide = (): void => set('open');
export const closeGuide = (): void => set('closed');
