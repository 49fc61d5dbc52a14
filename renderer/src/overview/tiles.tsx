import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Overview } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { formatCompact } from '../model/format-number.ts';
import { overviewFigures, type Figure } from '../model/overview-figures.ts';
import { ErrorState } from '../ui/states.tsx';

/** The figures of the range, and the size of the cache as it is now. */
export function Tiles({ query }: { query: UseQueryResult<Overview> }) {
  const status = useOperation('status.get', {});
  if (query.data === undefined) {
    if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    return <Skeleton height={84} radius="md" />;
  }
  const store = status.data?.store;
  const size: Figure = {
    name: 'Cache size',
    value: store === undefined ? '–' : formatBytes(store.bytes),
    note: store === undefined ? '' : `${formatCompact(store.entries)} entries, now`,
  };
  return (
    <dl className="tiles">
      {[...overviewFigures(query.data), size].map(({ name, value, note }) => (
        <div className="tile" key={name}>
          <dt>{name}</dt>
          <dd className="tile-value truncate" title={value}>
            {value}
          </dd>
          <dd className="tile-note truncate" title={note}>
            {note}
          </dd>
        </div>
      ))}
    </dl>
  );
}
