import { useQuery } from '@tanstack/react-query';
import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import { useClient } from '../client/client-context.ts';
import { useTick } from '../client/live-context.ts';

/** The newest requests, live; null until they are known. */
export function useFirstRequests(): readonly TrafficRow[] | null {
  const client = useClient();
  const query = useQuery({
    queryKey: ['first requests'],
    queryFn: () => client.call('traffic.list', { limit: 50 }),
  });
  useTick('traffic', () => void query.refetch({ cancelRefetch: false }));
  return query.data?.items ?? null;
}
