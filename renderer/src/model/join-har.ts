import type { OperationResult } from '../../../src-core/contracts/operations.ts';

export type HarPage = OperationResult<'traffic.har'>;

/** More than this does not fit what programs that read archives can show. */
export const maxHarRequests = 5000;

/** One archive from its pages (http://www.softwareishard.com/blog/har-12-spec/): the first one's frame, the entries of all. */
export function joinHar(pages: readonly HarPage[]): { har: Record<string, unknown>; requests: number; left: number } {
  const entries = pages.flatMap(({ har }) => entriesOf(har['log']));
  const frame = pages[0]?.har['log'];
  const log = typeof frame === 'object' && frame !== null ? { ...frame, entries } : { entries };
  return { har: { log }, requests: entries.length, left: Math.max(0, (pages[0]?.total ?? 0) - entries.length) };
}

function entriesOf(log: unknown): unknown[] {
  if (typeof log !== 'object' || log === null || !('entries' in log)) return [];
  return Array.isArray(log.entries) ? log.entries : [];
}
