import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { EntryFilter, EntrySort } from '../../../src-core/contracts/operations.ts';
import { useClient } from '../client/client-context.ts';
import { useLive } from '../client/live-context.ts';
import { createThrottle } from '../client/throttle.ts';
import { rowsOf, totalOf } from '../model/merge-rows.ts';

export interface SortOrder {
  by: EntrySort;
  descending: boolean;
}

const pageRows = 200;
/** Lists longer than this many pages are asked for again only when the reader says so. */
const followedPages = 3;
const restMs = 1000;

/** The stored entries in an order, page by page; short lists follow changes by themselves. */
export function useEntryFeed(filter: EntryFilter, sort: SortOrder) {
  const client = useClient();
  const queries = useQueryClient();
  const { onTick } = useLive();
  const queryKey = useMemo(() => ['entry feed', filter, sort], [filter, sort]);
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => client.call('entries.list', { filter, sort, cursor: pageParam, limit: pageRows }),
    initialPageParam: startCursor,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const pageCount = data?.pages.length ?? 0;
  const [changed, setChanged] = useState(false);

  useEffect(() => {
    const throttle = createThrottle<'list'>(
      () => void queries.invalidateQueries({ queryKey }, { cancelRefetch: false }),
      () => restMs,
    );
    const stop = onTick((topics) => {
      if (!topics.includes('entries')) return;
      if (pageCount <= followedPages) throttle.ask('list');
      else setChanged(true);
    });
    return () => {
      stop();
      throttle.stop();
    };
  }, [queries, queryKey, onTick, pageCount]);

  return {
    rows: useMemo(() => rowsOf(data), [data]),
    total: totalOf(data),
    /** True when the list on screen is older than the store. */
    changed,
    isPending: list.isPending,
    error: data === undefined ? list.error : null,
    reload: () => {
      setChanged(false);
      void queries.resetQueries({ queryKey });
    },
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
  };
}

const startCursor: string | null = null;
