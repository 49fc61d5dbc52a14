/** Order from below; `line` lies over the stack instead of adding to it. */
export const chartSeries = [
  { key: 'hits', name: 'Hits', colour: 'var(--sc-chart-hits)', line: false },
  { key: 'misses', name: 'Misses', colour: 'var(--sc-chart-misses)', line: false },
  { key: 'bypasses', name: 'Passed through', colour: 'var(--sc-chart-bypasses)', line: false },
  { key: 'errors', name: 'Errors', colour: 'var(--sc-chart-errors)', line: true },
] as const;
