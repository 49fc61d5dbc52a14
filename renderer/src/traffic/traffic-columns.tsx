import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import type { GridColumn } from '../grid/grid-column.ts';
import { formatCompact } from '../model/format-number.ts';
import { formatDuration } from '../model/format-duration.ts';
import { OutcomeBadge } from '../ui/outcome-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

const none = <span className="dim">–</span>;

/** A column beside open details has to earn its place, hence the widths from which each shows. */
export const trafficColumns: readonly GridColumn<TrafficRow>[] = [
  { id: 'time', title: 'Time', width: '106px', cell: (row) => <RelativeTime at={row.at} /> },
  {
    id: 'client',
    title: 'Client',
    width: 'minmax(80px, 0.7fr)',
    minGridWidth: 1060,
    cell: (row) => <span title={row.client}>{row.client}</span>,
  },
  {
    id: 'path',
    title: 'Request',
    width: 'minmax(130px, 1.4fr)',
    cell: (row) => (
      <span title={`${row.method} ${row.path}`}>
        <span className="dim">{row.method}</span> {row.path}
        {row.repeats > 1 ? <span className="dim"> ×{formatCompact(row.repeats)}</span> : null}
      </span>
    ),
  },
  { id: 'upstream', title: 'Upstream', width: '86px', minGridWidth: 1000, cell: (row) => row.upstream || none },
  {
    id: 'model',
    title: 'Model',
    width: 'minmax(90px, 0.9fr)',
    minGridWidth: 620,
    cell: (row) => (row.model === null ? none : <span title={row.model}>{row.model}</span>),
  },
  { id: 'outcome', title: 'Outcome', width: '148px', cell: (row) => <OutcomeBadge row={row} /> },
  {
    id: 'status',
    title: 'Status',
    width: '66px',
    align: 'end',
    minGridWidth: 460,
    cell: (row) => <StatusCode row={row} />,
  },
  {
    id: 'firstByte',
    title: 'First byte',
    width: '78px',
    align: 'end',
    minGridWidth: 760,
    cell: (row) => (row.firstByteMs === null ? none : formatDuration(row.firstByteMs)),
  },
  {
    id: 'total',
    title: 'Total',
    width: '78px',
    align: 'end',
    minGridWidth: 480,
    cell: (row) => formatDuration(row.totalMs),
  },
  {
    id: 'tokens',
    title: 'Tokens',
    width: '66px',
    align: 'end',
    minGridWidth: 700,
    cell: (row) => (row.usage === null ? none : formatCompact(row.usage.totalTokens)),
  },
  {
    id: 'saved',
    title: 'Saved',
    width: '78px',
    align: 'end',
    minGridWidth: 660,
    cell: (row) => (row.savedMs === 0 ? none : <span className="good">{formatDuration(row.savedMs)}</span>),
  },
];

function StatusCode({ row }: { row: TrafficRow }) {
  if (row.status === null) return <span title="The client left before an answer began">{none}</span>;
  return <span className={row.status >= 400 ? 'bad' : undefined}>{row.status}</span>;
}
