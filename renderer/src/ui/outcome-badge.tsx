import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import { outcomeBadge } from '../model/outcome-badge.ts';
import { Badge } from './badge.tsx';

/** How a request was answered; the reason on hover. */
export function OutcomeBadge({ row }: { row: Pick<TrafficRow, 'cacheStatus' | 'match' | 'reason' | 'errorCode'> }) {
  const { label, tone, reason } = outcomeBadge(row);
  return (
    <Badge tone={tone} title={reason}>
      {label}
    </Badge>
  );
}
