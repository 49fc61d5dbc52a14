import { useMemo, useSyncExternalStore } from 'react';
import {
  readViews,
  withoutView,
  withView,
  type SavedList,
  type SavedView,
  type SavedViews,
} from '../model/view-store.ts';

/** Views belong to the browser that made them; the core knows nothing of them. */
const storageKey = 'semcache.views';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Told by the browser only when another tab or window wrote.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

const stored = (): string | null => window.localStorage.getItem(storageKey);

function write(views: SavedViews): void {
  window.localStorage.setItem(storageKey, JSON.stringify(views));
  for (const listener of listeners) listener();
}

/** All saved views, kept in step over every place that shows them. */
export function useViews(): {
  views: SavedViews;
  save: (list: SavedList, view: SavedView) => void;
  remove: (list: SavedList, name: string) => void;
} {
  const text = useSyncExternalStore(subscribe, stored);
  const views = useMemo(() => readViews(text), [text]);
  return {
    views,
    save: (list, view) => write(withView(readViews(stored()), list, view)),
    remove: (list, name) => write(withoutView(readViews(stored()), list, name)),
  };
}
