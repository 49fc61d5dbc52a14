import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { OperationResult, TrafficFilter } from '../../../src-core/contracts/operations.ts';
import { useClient } from '../client/client-context.ts';
import { useLive } from '../client/live-context.ts';
import { createThrottle } from '../client/throttle.ts';
import { mergeNewest, rowsOf, totalOf, type RowPages } from '../model/merge-rows.ts';

type Page = OperationResult<'traffic.list'>;
type Row = Page['items'][number];

const firstPage = 200;
const furtherPage = 500;

/** Shortest time between two requests for the newest page, in milliseconds. */
const restMs = 400;

/**
 * The traffic log, newest first: older pages as scrolling asks for them, newer rows as ticks tell of them. While paused
 * it stands still; while `held`, nothing that is loaded goes. `missed` counts what it does not show for that reason.
 */
export function useTrafficFeed(filter: TrafficFilter, { paused, held }: { paused: boolean; held: boolean }) {
  const client = useClient();
  const queries = useQueryClient();
  const { onTick } = useLive();
  const queryKey = useMemo(() => ['traffic feed', filter], [filter]);
  const [missed, setMissed] = useState(0);
  const isHeld = useRef(held);
  useEffect(() => {
    isHeld.current = held;
  }, [held]);
  const ask = useRef<() => void>(() => undefined);

  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) =>
      client.call('traffic.list', { filter, cursor: pageParam, limit: pageParam === null ? firstPage : furtherPage }),
    initialPageParam: startCursor,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: Infinity,
    // Another filter's rows would look like an answer to this one.
    gcTime: 60_000,
  });

  useEffect(() => {
    const askNewest = async (): Promise<void> => {
      // The first page is on its way and will be the newest.
      if (queries.getQueryData(queryKey) === undefined) return;
      const newest = await queries.fetchQuery({
        queryKey: ['traffic newest', filter, paused],
        queryFn: () => client.call('traffic.list', { filter, limit: paused ? 1 : firstPage }),
        staleTime: 0,
        gcTime: 0,
      });
      // Further pages may have come meanwhile.
      const current = queries.getQueryData<RowPages<Row>>(queryKey);
      const merged = paused ? null : mergeNewest(current, newest, isHeld.current);
      if (merged !== null) queries.setQueryData<RowPages<Row>>(queryKey, merged);
      setMissed(merged === null ? Math.max(0, newest.total - totalOf(current)) : 0);
    };
    const throttle = createThrottle<'newest'>(
      () => {
        // The status query tells of a core that is gone; the list stays as it is.
        askNewest().catch(() => undefined);
      },
      () => restMs,
    );
    ask.current = () => throttle.ask('newest');
    // Going on after a pause, or coming back to a list that was kept, must not wait for the next request.
    throttle.ask('newest');
    const stop = onTick((topics) => {
      if (topics.includes('traffic')) throttle.ask('newest');
    });
    return () => {
      stop();
      throttle.stop();
    };
  }, [client, queries, queryKey, filter, paused, onTick]);

  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  return {
    rows: useMemo(() => rowsOf(data), [data]),
    total: totalOf(data),
    missed,
    isPending: list.isPending,
    error: data === undefined ? list.error : null,
    retry: () => void list.refetch(),
    loadMore: () => {
      // A further page is joined to the rows of when it was asked for: newer ones have to be laid over it again.
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage().finally(() => ask.current());
    },
    /** Lets go of what is loaded, so that the newest rows show. */
    showNewest: () => {
      isHeld.current = false;
      ask.current();
    },
  };
}

const startCursor: string | null = null;
