import { Pin } from 'lucide-react';
import type { EntrySort } from '../../../src-core/contracts/operations.ts';
import type { EntryRow } from '../../../src-core/contracts/views.ts';
import type { GridColumn } from '../grid/grid-column.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { formatCount } from '../model/format-number.ts';
import { Badge } from '../ui/badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { TimeLeft } from '../ui/time-left.tsx';
import { SelectBox } from './select-box.tsx';
import type { SortOrder } from './use-entry-feed.ts';

interface EntryColumnsOptions {
  sort: SortOrder;
  onSort: (sort: SortOrder) => void;
  isSelected: (id: string) => boolean;
  onToggle: (id: string, range: boolean) => void;
  allSelected: boolean;
  onToggleAll: () => void;
}

export function entryColumns(options: EntryColumnsOptions): GridColumn<EntryRow>[] {
  const { sort, onSort, isSelected, onToggle } = options;
  const sortable = (by: EntrySort): Pick<GridColumn<EntryRow>, 'sorted' | 'onSort'> => ({
    sorted: sort.by !== by ? 'none' : sort.descending ? 'descending' : 'ascending',
    onSort: () => onSort({ by, descending: sort.by === by ? !sort.descending : true }),
  });
  return [
    {
      id: 'select',
      title: (
        <SelectBox
          label="Select all loaded entries"
          checked={options.allSelected}
          reachable
          onToggle={options.onToggleAll}
        />
      ),
      width: '42px',
      cell: ({ id, promptPreview }) => (
        <SelectBox
          label={`Select ${promptPreview.slice(0, 60)}`}
          checked={isSelected(id)}
          onToggle={(range) => onToggle(id, range)}
        />
      ),
    },
    {
      id: 'prompt',
      title: 'Prompt',
      width: 'minmax(160px, 3fr)',
      cell: ({ promptPreview, pinned, stale }) => (
        <span title={promptPreview}>
          {stale ? (
            <>
              <Badge tone="stale" title="Its time to live is over">
                STALE
              </Badge>{' '}
            </>
          ) : null}
          {pinned ? <Pin size={12} className="pinned" aria-label="pinned" /> : null}
          {promptPreview || <span className="dim">(no text)</span>}
        </span>
      ),
    },
    {
      id: 'model',
      title: 'Model',
      width: 'minmax(90px, 1fr)',
      minGridWidth: 560,
      cell: ({ model }) => <span title={model}>{model}</span>,
    },
    { id: 'upstream', title: 'Upstream', width: '86px', minGridWidth: 820, cell: ({ upstream }) => upstream },
    { id: 'project', title: 'Project', width: '90px', minGridWidth: 960, cell: ({ project }) => project },
    {
      id: 'created',
      title: 'Created',
      width: '94px',
      minGridWidth: 400,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
      ...sortable('createdAt'),
    },
    {
      id: 'lastHit',
      title: 'Last hit',
      width: '94px',
      minGridWidth: 700,
      cell: ({ lastHitAt }) =>
        lastHitAt === null ? <span className="dim">never</span> : <RelativeTime at={lastHitAt} />,
      ...sortable('lastHitAt'),
    },
    {
      id: 'hits',
      title: 'Hits',
      width: '62px',
      align: 'end',
      minGridWidth: 360,
      cell: ({ hits }) => formatCount(hits),
      ...sortable('hits'),
    },
    {
      id: 'marks',
      title: 'Marks',
      width: '82px',
      minGridWidth: 880,
      cell: ({ marks }) => <Marks {...marks} />,
    },
    {
      id: 'size',
      title: 'Size',
      width: '78px',
      align: 'end',
      minGridWidth: 640,
      cell: ({ sizeBytes }) => formatBytes(sizeBytes),
      ...sortable('sizeBytes'),
    },
    {
      id: 'expires',
      title: 'TTL left',
      width: '86px',
      align: 'end',
      minGridWidth: 760,
      cell: ({ expiresAt }) => <TimeLeft until={expiresAt} />,
      ...sortable('expiresAt'),
    },
  ];
}

function Marks({ wrong, right }: EntryRow['marks']) {
  if (wrong + right === 0) return <span className="dim">–</span>;
  const words = [wrong > 0 ? `${formatCount(wrong)} wrong` : '', right > 0 ? `${formatCount(right)} right` : ''];
  const text = words.filter((word) => word !== '').join(', ');
  return (
    <span className={wrong > 0 ? 'bad' : 'good'} title={text}>
      {text}
    </span>
  );
}
