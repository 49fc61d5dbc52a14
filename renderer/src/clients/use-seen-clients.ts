import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import { useClient } from '../client/client-context.ts';
import { useTick } from '../client/live-context.ts';

const key = ['seen clients'];

/** The newest request of each client that asked lately; live. What was seen once stays seen as long as the page lives. */
export function useSeenClients(): readonly TrafficRow[] {
  const client = useClient();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: key,
    gcTime: Infinity,
    queryFn: async () => {
      const before = queries.getQueryData<TrafficRow[]>(key) ?? [];
      const { items } = await client.call('traffic.list', { limit: 500 });
      return newestByClient([...items, ...before]);
    },
  });
  useTick('traffic', () => void query.refetch({ cancelRefetch: false }));
  return query.data ?? [];
}

function newestByClient(rows: readonly TrafficRow[]): TrafficRow[] {
  const seen = new Map<string, TrafficRow>();
  for (const row of rows) if (!seen.has(row.client)) seen.set(row.client, row);
  return [...seen.values()];
}
