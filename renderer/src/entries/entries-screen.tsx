import { Button } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { EntryRow } from '../../../src-core/contracts/views.ts';
import { VirtualGrid } from '../grid/virtual-grid.tsx';
import { entryKeys, readEntryFilter } from '../model/entry-filter.ts';
import { formatPlural } from '../model/format-number.ts';
import { navigate } from '../router/use-route.ts';
import { SavedViews } from '../saved-views/saved-views.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { SplitView } from '../ui/split-view.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { ClearDialog } from './clear-dialog.tsx';
import { EntriesEmpty } from './entries-empty.tsx';
import { entryColumns } from './entry-columns.tsx';
import { EntryDetailPane } from './entry-detail.tsx';
import { FileButtons } from './file-buttons.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { TtlDialog } from './ttl-dialog.tsx';
import { useEntryCommands, type TimedEntry } from './use-entry-commands.ts';
import { useEntryFeed, type SortOrder } from './use-entry-feed.ts';
import { useEntrySelection } from './use-entry-selection.ts';
import './entries.css';

const rowId = (row: EntryRow): string => row.id;
const setQuery = (query: string): void => navigate({ screen: 'entries', query }, { replace: true });

export function EntriesScreen({ id, query }: { id: string | null; query: string }) {
  const { filter, problems } = useMemo(() => readEntryFilter(query), [query]);
  const [sort, setSort] = useState<SortOrder>({ by: 'createdAt', descending: true });
  const [activeId, setActiveId] = useState(id);
  const [clearing, setClearing] = useState(false);
  const [timing, setTiming] = useState<readonly TimedEntry[] | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const feed = useEntryFeed(filter, sort);
  const { rows, loadMore } = feed;
  const order = useMemo(() => rows.map(rowId), [rows]);
  const selection = useEntrySelection(order);
  const commands = useEntryCommands();
  const onNearEnd = useCallback(() => loadMore(), [loadMore]);

  const open = (next: string | null): void => {
    navigate({ screen: 'entries', query, id: next }, { replace: id !== null && next !== null });
  };
  const close = (): void => {
    open(null);
    grid.current?.focus({ preventScroll: true });
  };
  const activate = (next: string): void => {
    setActiveId(next);
    if (id !== null) open(next);
  };
  /** Deletes, and makes the row that moves up the active one. */
  const remove = (ids: string[]): void => {
    const gone = new Set(ids);
    const from = activeId === null ? 0 : order.indexOf(activeId);
    const next = order.slice(from).find((each) => !gone.has(each)) ?? order.findLast((each) => !gone.has(each));
    setActiveId(next ?? null);
    if (id !== null && gone.has(id)) close();
    commands.remove(ids);
  };
  const selectedRows = rows.filter((row) => selection.has(row.id));
  const chosen = selection.ids.length > 0 ? selection.ids : activeId === null ? [] : [activeId];
  const keys: Record<string, () => void> = {
    ' ': () => activeId !== null && selection.toggle(activeId, false),
    x: () => activeId !== null && selection.toggle(activeId, false),
    Delete: () => chosen.length > 0 && remove(chosen),
    i: () => {
      const pinned = rows.find((row) => row.id === chosen[0])?.pinned ?? false;
      if (chosen.length > 0) commands.pin(chosen, !pinned);
    },
    Escape: () => (id === null ? selection.none() : close()),
  };

  return (
    <div className="page-fill">
      <FilterBar
        label="Search entries"
        placeholder="Search prompts and answers, or model:gpt-4o, is:pinned, older:7d"
        keys={entryKeys}
        text={query}
        onText={setQuery}
        problems={problems}
      >
        <SavedViews list="entries" filter={query} onApply={setQuery} />
        {feed.changed ? (
          <Button variant="default" onClick={feed.reload}>
            Changed, reload
          </Button>
        ) : null}
        <Button variant="default" disabled={feed.total === 0} onClick={() => setClearing(true)}>
          Clear…
        </Button>
        <FileButtons filter={filter} query={query} empty={feed.total === 0} />
        <span className="filter-count numbers">{formatPlural(feed.total, 'entry', 'entries')}</span>
      </FilterBar>
      {selection.ids.length === 0 ? null : (
        <SelectionBar
          count={selection.ids.length}
          onPin={(pinned) => commands.pin(selection.ids, pinned)}
          onTtl={() => setTiming(selectedRows)}
          onExpire={() => commands.expire(selectedRows)}
          onDelete={() => remove(selection.ids)}
          onNone={selection.none}
        />
      )}
      <SplitView
        list={
          feed.error !== null ? (
            <ErrorState error={feed.error} onRetry={feed.reload} />
          ) : feed.isPending ? (
            <LoadingState />
          ) : rows.length === 0 ? (
            <EntriesEmpty filtered={query !== ''} onReset={() => setQuery('')} />
          ) : (
            <VirtualGrid
              label="Entries"
              columns={entryColumns({
                sort,
                onSort: setSort,
                isSelected: selection.has,
                onToggle: (each, range) => {
                  selection.toggle(each, range);
                  setActiveId(each);
                },
                allSelected: selection.all,
                onToggleAll: selection.toggleAll,
              })}
              rows={rows}
              total={feed.total}
              rowId={rowId}
              gridRef={grid}
              multiselect
              activeId={activeId}
              onActive={activate}
              isSelected={selection.has}
              onOpen={open}
              onClick={(each, event) => {
                setActiveId(each);
                if (event.shiftKey || event.ctrlKey || event.metaKey) selection.toggle(each, event.shiftKey);
                else open(each);
              }}
              onKey={(key) => {
                const act = keys[key];
                act?.();
                return act !== undefined;
              }}
              onNearEnd={onNearEnd}
            />
          )
        }
        detail={
          id === null ? null : (
            <EntryDetailPane
              id={id}
              onPin={(pinned) => commands.pin([id], pinned)}
              onTtl={(entry) => setTiming([entry])}
              onExpire={(entry) => commands.expire([entry])}
              onDelete={() => remove([id])}
              onClose={close}
            />
          )
        }
      />
      {timing === null ? null : (
        <TtlDialog
          count={timing.length}
          onTtl={(ttlMs) => commands.setTtl(timing, ttlMs)}
          onClose={() => setTiming(null)}
        />
      )}
      {clearing ? (
        <ClearDialog filter={filter} query={query} onClear={commands.clear} onClose={() => setClearing(false)} />
      ) : null}
    </div>
  );
}
