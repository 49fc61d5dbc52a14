import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { EntryFilter } from '../../../src-core/contracts/operations.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { formatPlural } from '../model/format-number.ts';
import { Dialog } from '../ui/dialog.tsx';
import { QueryView } from '../ui/query-view.tsx';

interface ClearDialogProps {
  /** The list's filter, and how it is written in the search bar. */
  filter: EntryFilter;
  query: string;
  onClear: (filter: EntryFilter) => void;
  onClose: () => void;
}

/** Counts first, clears then. */
export function ClearDialog({ filter, query, onClear, onClose }: ClearDialogProps) {
  const [keepPinned, setKeepPinned] = useState(filter.pinned === undefined);
  const wanted: EntryFilter = keepPinned ? { ...filter, pinned: false } : filter;
  const counted = useOperation('entries.clear', { filter: wanted, dryRun: true }, { keepPrevious: true, fresh: true });
  const count = counted.data?.count ?? 0;
  return (
    <Dialog title="Clear entries" width={440} onClose={onClose}>
      <div className="clear-dialog">
        <p>
          This removes {query === '' ? 'everything that is stored' : 'every entry that fits the filter '}
          {query === '' ? null : <code>{query}</code>}
          {keepPinned ? ', except what is pinned.' : '.'}
        </p>
        <QueryView query={counted}>
          {(value) => (
            <output className="clear-count">
              {formatPlural(value.count, 'entry', 'entries')}, {formatBytes(value.bytes)}
            </output>
          )}
        </QueryView>
        {filter.pinned === undefined ? (
          <Checkbox
            label="Keep pinned entries"
            checked={keepPinned}
            onChange={(event) => setKeepPinned(event.currentTarget.checked)}
          />
        ) : null}
        <p className="dim">It can be undone for ten minutes.</p>
        <div className="dialog-buttons">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button
            color="danger"
            disabled={count === 0 || counted.isFetching}
            onClick={() => {
              onClear(wanted);
              onClose();
            }}
          >
            Clear {formatPlural(count, 'entry', 'entries')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
