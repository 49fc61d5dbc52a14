import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Savings } from '../../../src-core/contracts/savings.ts';
import type { Overview } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { overviewFigures, savedFigures, stateFigures, type Figure } from '../model/overview-figures.ts';
import { ErrorState } from '../ui/states.tsx';

interface TilesProps {
  overview: UseQueryResult<Overview>;
  savings: UseQueryResult<Savings>;
}

/** The figures of the range, and cache and calls as they are now; on hover, what each rests on. */
export function Tiles({ overview, savings }: TilesProps) {
  const status = useOperation('status.get', {});
  if (overview.data === undefined) {
    if (overview.isError) return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
    return <Skeleton height={150} radius="md" />;
  }
  const figures: Figure[] = [
    ...overviewFigures(overview.data),
    ...savedFigures(savings.data),
    ...stateFigures(status.data),
  ];
  return (
    <dl className="tiles">
      {figures.map(({ name, value, note, source, share }) => (
        <div className="tile" key={name} title={source}>
          <dt>{name}</dt>
          <dd className="tile-value truncate">{value}</dd>
          <dd className="tile-note">{note}</dd>
          {share === undefined ? null : (
            <dd className="tile-bar" aria-hidden>
              <div style={{ width: `${String(Math.min(1, share) * 100)}%` }} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
