/** Order from below; `line` lies over the stack instead of adding to it. */
export const chartSeries = [
  { key: 'exactHits', name: 'Exact hits', colour: 'var(--sc-chart-hits)', line: false },
  { key: 'semanticHits', name: 'Hits by meaning', colour: 'var(--sc-chart-meaning)', line: false },
  { key: 'coalesced', name: 'Shared calls', colour: 'var(--sc-chart-shared)', line: false },
  { key: 'staleHits', name: 'Stale', colour: 'var(--sc-chart-stale)', line: false },
  { key: 'misses', name: 'Misses', colour: 'var(--sc-chart-misses)', line: false },
  { key: 'bypasses', name: 'Passed through', colour: 'var(--sc-chart-bypasses)', line: false },
  { key: 'errors', name: 'Errors', colour: 'var(--sc-chart-errors)', line: true },
] as const;
