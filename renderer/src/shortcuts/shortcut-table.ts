import { screens, type Screen } from '../router/route.ts';
import { screenKeys, screenTitles } from './screen-names.ts';

export const shortcutGroups = ['Anywhere', 'Go to', 'Lists', 'Traffic', 'Entries'] as const;
type ShortcutGroup = (typeof shortcutGroups)[number];

interface Shortcut {
  group: ShortcutGroup;
  /** As `KeyboardEvent.key` has it; keys pressed one after the other stand with a space between. */
  keys: string;
  does: string;
  /** Other keys that do the same, in words. */
  also?: string;
}

/** Keys that the page itself listens to, wherever the focus is, unless something is being typed. */
const pageShortcuts = [
  { group: 'Anywhere', keys: '?', does: 'Show this sheet' },
  { group: 'Anywhere', keys: 'u', does: 'Undo, while a message offers it' },
  { group: 'Lists', keys: '/', does: 'Go to the filter' },
  { group: 'Lists', keys: 'j', also: '↓', does: 'Next row' },
  { group: 'Lists', keys: 'k', also: '↑', does: 'Previous row' },
  { group: 'Traffic', keys: 'p', does: 'Pause or follow' },
] as const satisfies readonly Shortcut[];

/** The only one that works while something is being typed. */
const paletteShortcut = { group: 'Anywhere', keys: 'Mod k', does: 'Search and commands' } as const satisfies Shortcut;

/** Keys of the grid that has the focus; the grid and its screens act on them. */
const gridShortcuts: readonly Shortcut[] = [
  { group: 'Lists', keys: 'PageDown', does: 'A page on' },
  { group: 'Lists', keys: 'PageUp', does: 'A page back' },
  { group: 'Lists', keys: 'Home', does: 'First row' },
  { group: 'Lists', keys: 'End', does: 'Last loaded row' },
  { group: 'Lists', keys: 'Enter', does: 'Open details' },
  { group: 'Lists', keys: 'Escape', does: 'Close details' },
  { group: 'Entries', keys: 'x', also: 'Space', does: 'Select or deselect' },
  { group: 'Entries', keys: 'Shift click', does: 'Select a range' },
  { group: 'Entries', keys: 'i', does: 'Pin or unpin' },
  { group: 'Entries', keys: 'Delete', does: 'Delete' },
];

export type GoKeys = `g ${(typeof screenKeys)[Screen]}`;
/** What useShortcuts takes: a key without a row in the table does not compile. */
export type PageKeys = (typeof pageShortcuts)[number]['keys'] | GoKeys;

export const goKeys = (screen: Screen): GoKeys => `g ${screenKeys[screen]}`;

/** Everything that the keyboard does, as the sheet lists it. */
export const shortcutTable: readonly Shortcut[] = [
  paletteShortcut,
  ...pageShortcuts,
  ...screens.map((screen): Shortcut => ({ group: 'Go to', keys: goKeys(screen), does: screenTitles[screen] })),
  ...gridShortcuts,
];
