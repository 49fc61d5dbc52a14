import type { Screen } from '../router/route.ts';

/** Second key of `g …` for each screen. */
export const screenKeys = {
  overview: 'o',
  traffic: 't',
  entries: 'e',
  lab: 'm',
  upstreams: 'u',
  clients: 'c',
  settings: 's',
} as const satisfies Record<Screen, string>;

export const screenTitles: Record<Screen, string> = {
  overview: 'Overview',
  traffic: 'Traffic',
  entries: 'Entries',
  lab: 'Match lab',
  upstreams: 'Upstreams',
  clients: 'Clients',
  settings: 'Settings',
};
