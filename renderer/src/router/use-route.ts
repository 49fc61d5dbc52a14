import { useMemo, useSyncExternalStore } from 'react';
import { formatRoute, parseRoute, type Route, type Screen } from './route.ts';

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

/** The route of the address bar. The hash is used because Electron's own scheme has no server to fall back to. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** Goes somewhere; `replace` leaves no step behind for the back button. */
export function navigate(
  route: { screen: Screen; id?: string | null; query?: string },
  options: { replace?: boolean } = {},
): void {
  const hash = formatRoute(route);
  if (hash === window.location.hash) return;
  if (options.replace === true) {
    window.history.replaceState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else window.location.hash = hash;
}
