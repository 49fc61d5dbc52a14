import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import { errorMeaning } from '../model/outcome-badge.ts';
import { formatRoute } from '../router/route.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { EmptyState } from '../ui/states.tsx';

/** The newest requests that failed; each leads to its details. */
export function RecentErrors({ rows }: { rows: readonly TrafficRow[] }) {
  if (rows.length === 0) return <EmptyState title="No errors in this time" />;
  return (
    <ul className="errors">
      {rows.slice(0, 6).map((row) => (
        <li key={row.id}>
          <a href={formatRoute({ screen: 'traffic', id: row.id, query: 'is:error' })}>
            <span className="truncate">
              <span className="bad">{row.status ?? 'no answer'}</span> {row.method} {row.path}
            </span>
            <span className="dim">
              <RelativeTime at={row.at} />
            </span>
            <span className="dim truncate">
              {row.errorCode === null ? `answered by ${row.upstream}` : errorMeaning(row.errorCode)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
