import { useQuery } from '@tanstack/react-query';
import { Loader } from '@mantine/core';
import { useClient } from '../client/client-context.ts';
import { useTick } from '../client/live-context.ts';
import { formatRoute } from '../router/route.ts';
import { OutcomeBadge } from '../ui/outcome-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

/** The newest request, whoever sent it: what someone who has just changed a setting waits for. */
export function LastRequest() {
  const client = useClient();
  const newest = useQuery({
    queryKey: ['newest request'],
    queryFn: () => client.call('traffic.list', { limit: 1 }),
  });
  useTick('traffic', () => void newest.refetch({ cancelRefetch: false }));
  if (newest.data === undefined) return null;
  const row = newest.data.items[0];
  if (row === undefined) {
    return (
      <output className="last-request">
        <Loader size={12} color="var(--sc-text-dim)" /> Waiting for the first request…
      </output>
    );
  }
  return (
    <output className="last-request">
      <OutcomeBadge row={row} />
      <span className="truncate">
        Last request: {row.client}, {row.method} {row.path}, <RelativeTime at={row.at} />
      </span>
      <a href={formatRoute({ screen: 'traffic', id: row.id })}>Details</a>
    </output>
  );
}
