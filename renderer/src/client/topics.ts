import type { Topic } from '../../../src-core/contracts/events.ts';
import type { OperationName } from '../../../src-core/contracts/operations.ts';

/**
 * Queries to ask again when a topic changed. The traffic and entry lists are not here: they are paged, follow ticks by
 * themselves and never ask for everything again.
 */
export const queriesOfTopic: Record<Topic, readonly OperationName[]> = {
  traffic: ['overview.get'],
  // Of entries.clear only dry runs are queries: the count that its dialog shows.
  entries: ['status.get', 'entries.get', 'entries.clear'],
  status: ['status.get'],
  settings: ['settings.get', 'status.get', 'upstreams.list'],
  upstreams: ['upstreams.list', 'status.get'],
};

/** How long one kind of query rests after a tick asked for it, in milliseconds; an overview adds up many rows. */
export function restMs(name: OperationName): number {
  return name === 'overview.get' ? 2000 : 500;
}
