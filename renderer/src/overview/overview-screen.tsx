import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { rangeSchema, type Range } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { apiBase } from '../model/base-url.ts';
import { rangeNames } from '../model/overview-figures.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { LoadingState } from '../ui/states.tsx';
import { HealthList } from './health-list.tsx';
import { ModeBanner } from './mode-banner.tsx';
import { NameTable } from './name-table.tsx';
import { RecentErrors } from './recent-errors.tsx';
import { SavingsPanel } from './savings-panel.tsx';
import { Tiles } from './tiles.tsx';
import './overview.css';

/** The chart's library is as large as the rest of the console; nothing waits for it. */
const OutcomeChart = lazy(async () => ({ default: (await import('./outcome-chart.tsx')).OutcomeChart }));

export function OverviewScreen() {
  return (
    <div className="page">
      <ModeBanner />
      <Figures />
    </div>
  );
}

function CopyBaseUrl() {
  const status = useOperation('status.get', {});
  const url = status.data?.url ?? null;
  return url === null ? null : <CopyButton text={apiBase(url)} label="Copy base URL" title={apiBase(url)} />;
}

function Figures() {
  const [range, setRange] = useState<Range>('24h');
  const overview = useOperation('overview.get', { range }, { keepPrevious: true });
  const savings = useOperation('savings.get', { range }, { keepPrevious: true });
  return (
    <>
      <div className="overview-head">
        <p className="dim">Last {rangeNames[range]}</p>
        <CopyBaseUrl />
        <SegmentedControl
          aria-label="Range of time"
          data={rangeSchema.options.map((option) => ({ value: option, label: option }))}
          value={range}
          onChange={(value) => setRange(rangeSchema.parse(value))}
        />
      </div>
      <Tiles overview={overview} savings={savings} />
      <div className="overview-wide">
        <Panel title="Requests over time">
          <div className="overview-chart">
            <QueryView query={overview}>
              {(value) => (
                <Suspense fallback={<LoadingState />}>
                  <OutcomeChart overview={value} />
                </Suspense>
              )}
            </QueryView>
          </div>
        </Panel>
        <HealthList />
      </div>
      <SavingsPanel query={savings} />
      <div className="overview-thirds">
        <Panel title="By model" flush>
          <QueryView query={overview}>
            {(value) => (
              <NameTable heading="Model" rows={value.byModel} saved={savings.data?.byModel} filterKey="model" />
            )}
          </QueryView>
        </Panel>
        <Panel title="By project" flush>
          <QueryView query={overview}>
            {(value) => (
              <NameTable heading="Project" rows={value.byProject} saved={savings.data?.byProject} filterKey="project" />
            )}
          </QueryView>
        </Panel>
        <Panel title="Recent errors" flush>
          <QueryView query={overview}>{(value) => <RecentErrors rows={value.recentErrors} />}</QueryView>
        </Panel>
      </div>
    </>
  );
}
