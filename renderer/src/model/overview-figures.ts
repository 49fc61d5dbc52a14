import type { Saving, Savings } from '../../../src-core/contracts/savings.ts';
import type { Overview, Status } from '../../../src-core/contracts/views.ts';
import { formatBytes } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { formatDollars } from './format-money.ts';
import { formatCompact, formatCount, formatPlural, formatShare } from './format-number.ts';

export interface Figure {
  name: string;
  value: string;
  note: string;
  /** What the figure rests on. */
  source: string;
  /** Part of a limit, 0 to 1, where there is one. */
  share?: number;
}

const fromLog = 'Counted from the traffic log of this range.';

/** The tiles that the log of one range of time fills. */
export function overviewFigures({ totals }: Overview): Figure[] {
  const cacheable = totals.hits + totals.misses;
  return [
    {
      name: 'Requests',
      value: formatCompact(totals.requests),
      note: `${formatCompact(totals.bypasses)} passed through`,
      source: fromLog,
    },
    {
      name: 'Hit rate',
      value: formatShare(totals.hits, cacheable),
      note: hitParts(totals, cacheable),
      source: `Hits of the ${formatCount(cacheable)} that could be cached. Stale answers and shared calls count as hits. ${fromLog}`,
    },
    {
      name: 'Median latency',
      value: totals.medianHitMs === null ? '–' : formatDuration(totals.medianHitMs),
      note: totals.medianMissMs === null ? 'hit; no miss yet' : `hit; miss ${formatDuration(totals.medianMissMs)}`,
      source: `Middle of the total times of hits, and of misses, errors left out. ${fromLog}`,
    },
  ];
}

function hitParts(totals: Overview['totals'], cacheable: number): string {
  const others = totals.staleHits + totals.coalesced;
  const parts = [
    `${formatShare(totals.exactHits, cacheable)} exact`,
    `${formatShare(totals.semanticHits, cacheable)} by meaning`,
    ...(others > 0 ? [`${formatShare(others, cacheable)} stale or shared`] : []),
  ];
  return cacheable === 0 ? 'nothing cacheable yet' : parts.join(', ');
}

/** What was saved; a dash until the sums are there. */
export function savedFigures(savings: Savings | undefined): Figure[] {
  const total = savings?.total;
  const source = (savings?.sources ?? []).join('\n');
  return [
    {
      name: 'Tokens saved',
      value: total === undefined ? '–' : formatCompact(total.inputTokens + total.outputTokens),
      note: total === undefined ? '' : tokenNote(total),
      source,
    },
    {
      name: 'Money saved',
      value: total === undefined ? '–' : formatDollars(total.dollars),
      note: total === undefined ? '' : moneyNote(total),
      source,
    },
    {
      name: 'Time saved',
      value: total === undefined ? '–' : formatDuration(Math.max(0, total.savedMs)),
      note: 'of waiting for upstreams',
      source,
    },
  ];
}

function tokenNote({ inputTokens, outputTokens, estimatedTokens }: Saving): string {
  const estimated = estimatedTokens > 0 ? `; ${formatCompact(estimatedTokens)} estimated` : '';
  return `${formatCompact(inputTokens)} in, ${formatCompact(outputTokens)} out${estimated}`;
}

const moneyNote = ({ unpricedTokens }: Saving): string =>
  unpricedTokens > 0 ? `${formatCompact(unpricedTokens)} tokens without a price` : 'at the prices below';

/** The cache and the calls under way as they are now. */
export function stateFigures(status: Status | undefined): Figure[] {
  if (status === undefined) return [];
  const { store, inFlight } = status;
  return [
    {
      name: 'Cache size',
      value: formatBytes(store.bytes),
      note: `of ${formatBytes(store.maxBytes)}; ${formatPlural(store.entries, 'entry', 'entries')}`,
      source: `Bytes on disk of stored answers, and the limit in settings; at most ${formatCount(store.maxEntries)} entries.`,
      share: store.bytes / Math.max(1, store.maxBytes),
    },
    {
      name: 'In flight',
      value: formatCount(inFlight.calls),
      note:
        inFlight.clients > inFlight.calls
          ? `shared by ${formatPlural(inFlight.clients, 'client')}`
          : 'upstream calls now',
      source: 'Upstream calls under way for what can be cached, and the clients that get their answers.',
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
