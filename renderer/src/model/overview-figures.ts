import type { Overview } from '../../../src-core/contracts/views.ts';
import { formatDuration } from './format-duration.ts';
import { formatCompact, formatCount, formatPlural, formatShare } from './format-number.ts';

export interface Figure {
  name: string;
  value: string;
  note: string;
}

/** The tiles that one range of time fills. */
export function overviewFigures({ totals }: Overview): Figure[] {
  const cacheable = totals.hits + totals.misses;
  const tokens = totals.inputTokensSaved + totals.outputTokensSaved;
  return [
    {
      name: 'Requests',
      value: formatCompact(totals.requests),
      note: `${formatCompact(totals.bypasses)} passed through`,
    },
    { name: 'Hit rate', value: formatShare(totals.hits, cacheable), note: `of ${formatCompact(cacheable)} cacheable` },
    { name: 'Hits', value: formatCompact(totals.hits), note: `${formatCompact(totals.misses)} misses` },
    {
      name: 'Tokens saved',
      value: formatCompact(tokens),
      note: `${formatCompact(totals.inputTokensSaved)} in, ${formatCompact(totals.outputTokensSaved)} out`,
    },
    { name: 'Time saved', value: formatDuration(totals.savedMs), note: 'of waiting for upstreams' },
    {
      name: 'Median latency',
      value: totals.medianHitMs === null ? '–' : formatDuration(totals.medianHitMs),
      note: totals.medianMissMs === null ? 'hit; no miss yet' : `hit; miss ${formatDuration(totals.medianMissMs)}`,
    },
  ];
}

/** What the chart shows, in one sentence for those who do not see it. */
export function chartSummary({ totals, range }: Overview): string {
  return `Requests over the last ${rangeNames[range]}: ${formatPlural(totals.hits, 'hit')}, ${formatPlural(totals.misses, 'miss', 'misses')}, ${formatCount(totals.bypasses)} passed through, ${formatPlural(totals.errors, 'error')}.`;
}

export const rangeNames: Record<Overview['range'], string> = {
  '1h': 'hour',
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
};
