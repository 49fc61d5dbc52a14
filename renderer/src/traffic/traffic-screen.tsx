import { Button } from '@mantine/core';
import { Pause, Play } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import { VirtualGrid } from '../grid/virtual-grid.tsx';
import { formatCount, formatPlural } from '../model/format-number.ts';
import { readTrafficFilter, trafficKeys } from '../model/traffic-filter.ts';
import { navigate } from '../router/use-route.ts';
import { SavedViews } from '../saved-views/saved-views.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { SplitView } from '../ui/split-view.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { ExportHar } from './export-har.tsx';
import { QuickFilters } from './quick-filters.tsx';
import { trafficColumns } from './traffic-columns.tsx';
import { TrafficDetailPane } from './traffic-detail.tsx';
import { TrafficEmpty } from './traffic-empty.tsx';
import { useTrafficFeed } from './use-traffic-feed.ts';
import './traffic.css';

const rowId = (row: TrafficRow): string => row.id;
const setQuery = (query: string): void => navigate({ screen: 'traffic', query }, { replace: true });

export function TrafficScreen({ id, query }: { id: string | null; query: string }) {
  const { filter, problems } = useMemo(() => readTrafficFilter(query), [query]);
  const [paused, setPaused] = useState(false);
  const [activeId, setActiveId] = useState(id);
  const grid = useRef<HTMLDivElement>(null);
  const [atTop, setAtTop] = useState(true);
  const feed = useTrafficFeed(filter, { paused, held: activeId !== null || !atTop });
  const { loadMore } = feed;
  const onNearEnd = useCallback(() => loadMore(), [loadMore]);
  useShortcuts({ p: () => setPaused(!paused) });

  const open = (next: string | null): void => {
    // Stepping through rows with details open leaves one step for the back button, not one for each row.
    navigate({ screen: 'traffic', query, id: next }, { replace: id !== null && next !== null });
  };
  const close = (): void => {
    open(null);
    grid.current?.focus({ preventScroll: true });
  };

  return (
    <div className="page-fill">
      <FilterBar
        label="Filter traffic"
        placeholder="Filter: words, model:gpt-4o, match:meaning, -outcome:hit, status:5xx, is:error"
        keys={trafficKeys}
        text={query}
        onText={setQuery}
        problems={problems}
      >
        <QuickFilters text={query} onText={setQuery} />
        <SavedViews list="traffic" filter={query} onApply={setQuery} />
        <Button
          variant="default"
          className="pause"
          aria-pressed={paused}
          title={paused ? 'Go on following (p)' : 'Hold the list still (p)'}
          leftSection={paused ? <Play size={13} aria-hidden /> : <Pause size={13} aria-hidden />}
          onClick={() => setPaused(!paused)}
        >
          {paused ? `Paused${feed.missed > 0 ? `, ${formatCount(feed.missed)} new` : ''}` : 'Pause'}
        </Button>
        <ExportHar filter={filter} label="HAR" title="Save what the filter shows as an HTTP archive" />
        <span className="filter-count numbers">{formatPlural(feed.total, 'request')}</span>
      </FilterBar>
      <SplitView
        list={
          feed.error !== null ? (
            <ErrorState error={feed.error} onRetry={feed.retry} />
          ) : feed.isPending ? (
            <LoadingState />
          ) : feed.rows.length === 0 ? (
            <TrafficEmpty filtered={query !== ''} onReset={() => setQuery('')} />
          ) : (
            <VirtualGrid
              label="Traffic, newest first"
              columns={trafficColumns}
              rows={feed.rows}
              total={feed.total}
              rowId={rowId}
              gridRef={grid}
              activeId={activeId}
              onActive={(next) => {
                setActiveId(next);
                if (id !== null) open(next);
              }}
              isSelected={(row) => row === id}
              onOpen={open}
              onClick={(next) => {
                setActiveId(next);
                open(next);
              }}
              onKey={(key) => {
                if (key !== 'Escape' || id === null) return false;
                close();
                return true;
              }}
              onNearEnd={onNearEnd}
              newer={{
                missed: paused ? 0 : feed.missed,
                onShow: () => {
                  setActiveId(id);
                  feed.showNewest();
                },
                onTop: setAtTop,
              }}
            />
          )
        }
        detail={id === null ? null : <TrafficDetailPane id={id} onClose={close} />}
      />
    </div>
  );
}
