import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, LoadingState } from './states.tsx';

/** One of three: loading, error, or the value. A value that was there stays while a newer one fails to come. */
export function QueryView<Value>(props: { query: UseQueryResult<Value>; children: (value: Value) => ReactNode }) {
  const { query } = props;
  if (query.data !== undefined) return props.children(query.data);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingState />;
}
