import type { CacheMode } from '../../../src-core/contracts/views.ts';

interface ModeWords {
  mode: CacheMode;
  title: string;
  /** What it does, in a line. */
  does: string;
}

/** Modes in the order of menus; docs/modes.md says the same at length. */
export const modeList: readonly ModeWords[] = [
  { mode: 'live', title: 'Live', does: 'Fresh answers come from the cache, the rest from the upstream.' },
  { mode: 'prefer-cache', title: 'Prefer cache', does: 'Stored answers are given even when they have expired.' },
  { mode: 'replay-only', title: 'Replay only', does: 'Only stored answers are given; nothing goes upstream.' },
  {
    mode: 'refresh',
    title: 'Refreshing',
    does: 'Every request goes upstream and its answer replaces the stored one.',
  },
  { mode: 'pause', title: 'Paused', does: 'Requests pass through; nothing is looked up or stored.' },
];

export const modeTitle = (mode: CacheMode): string => modeList.find((item) => item.mode === mode)?.title ?? mode;
