import { outcomeBadge, type Outcome } from '../model/outcome-badge.ts';
import { Badge } from './badge.tsx';

/** How a request was answered; the reason on hover. */
export function OutcomeBadge({ row }: { row: Outcome }) {
  const { label, tone, reason } = outcomeBadge(row);
  return (
    <Badge tone={tone} title={reason}>
      {label}
    </Badge>
  );
}
