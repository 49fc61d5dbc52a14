/** Screens in the order of the navigation. */
export const screens = ['overview', 'traffic', 'entries', 'lab', 'upstreams', 'clients', 'settings'] as const;
export type Screen = (typeof screens)[number];

export interface Route {
  screen: Screen;
  /** Id of the row whose details are open. */
  id: string | null;
  /** Text of the filter bar. */
  query: string;
}

/** Reads `#/traffic?id=…&q=…`; anything unknown leads to the overview. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const params = new URLSearchParams(search);
  const screen = screens.find((candidate) => candidate === path) ?? 'overview';
  return { screen, id: params.get('id'), query: params.get('q') ?? '' };
}

export function formatRoute(route: { screen: Screen; id?: string | null; query?: string }): string {
  const params = new URLSearchParams();
  if (route.query !== undefined && route.query !== '') params.set('q', route.query);
  if (route.id !== undefined && route.id !== null) params.set('id', route.id);
  const search = params.toString();
  return `#/${route.screen}${search === '' ? '' : `?${search}`}`;
}
