import type { Screen } from '../router/route.ts';

/** Second key of `g …` for each screen. */
export const screenKeys: Record<Screen, string> = {
  overview: 'o',
  traffic: 't',
  entries: 'e',
  upstreams: 'u',
  clients: 'c',
  settings: 's',
};

export const screenTitles: Record<Screen, string> = {
  overview: 'Overview',
  traffic: 'Traffic',
  entries: 'Entries',
  upstreams: 'Upstreams',
  clients: 'Clients',
  settings: 'Settings',
};

/** Everything the keyboard does, as the sheet lists it. Keys in one list are pressed one after the other. */
export const shortcutSheet: readonly { title: string; rows: readonly { keys: readonly string[]; does: string }[] }[] = [
  {
    title: 'Anywhere',
    rows: [
      { keys: ['?'], does: 'Show this sheet' },
      { keys: ['g', 'o'], does: 'Overview' },
      { keys: ['g', 't'], does: 'Traffic' },
      { keys: ['g', 'e'], does: 'Entries' },
      { keys: ['g', 'u'], does: 'Upstreams' },
      { keys: ['g', 'c'], does: 'Clients' },
      { keys: ['g', 's'], does: 'Settings' },
      { keys: ['u'], does: 'Undo, while a message offers it' },
    ],
  },
  {
    title: 'Lists',
    rows: [
      { keys: ['/'], does: 'Go to the filter' },
      { keys: ['j'], does: 'Next row (also ↓)' },
      { keys: ['k'], does: 'Previous row (also ↑)' },
      { keys: ['Home'], does: 'First row' },
      { keys: ['End'], does: 'Last loaded row' },
      { keys: ['Enter'], does: 'Open details' },
      { keys: ['Esc'], does: 'Close details' },
    ],
  },
  { title: 'Traffic', rows: [{ keys: ['p'], does: 'Pause or follow' }] },
  {
    title: 'Entries',
    rows: [
      { keys: ['x'], does: 'Select or deselect (also Space)' },
      { keys: ['Shift', 'click'], does: 'Select a range' },
      { keys: ['i'], does: 'Pin or unpin' },
      { keys: ['Delete'], does: 'Delete' },
    ],
  },
];
