import type { Topic } from '../../../src-core/contracts/events.ts';
import type { OperationName } from '../../../src-core/contracts/operations.ts';

/**
 * Queries to ask again when a topic changed. The traffic and entry lists are not here: they are paged, follow ticks by
 * themselves and never ask for everything again.
 */
export const queriesOfTopic: Record<Topic, readonly OperationName[]> = {
  traffic: ['overview.get', 'savings.get'],
  // Of entries.clear only dry runs are queries: the count that its dialog shows.
  entries: ['status.get', 'entries.get', 'entries.hits', 'entries.clear'],
  status: ['status.get', 'mode.get', 'models.list', 'shadow.get'],
  settings: ['settings.get', 'status.get', 'mode.get', 'projects.list', 'upstreams.list'],
  upstreams: ['upstreams.list', 'status.get'],
};

/** Sums over many rows; those of savings join every hit's entry. */
const longerRestsMs: Partial<Record<OperationName, number>> = { 'overview.get': 2000, 'savings.get': 5000 };

/** How long one kind of query rests after a tick asked for it, in milliseconds. */
export function restMs(name: OperationName): number {
  return longerRestsMs[name] ?? 500;
}
