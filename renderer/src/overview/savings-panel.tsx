import { SegmentedControl } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Savings } from '../../../src-core/contracts/savings.ts';
import { measureNames, savingMeasures, type SavingMeasure } from '../model/savings-series.ts';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { EmptyState, LoadingState } from '../ui/states.tsx';
import { FigureSources } from './figure-sources.tsx';

const SavingsChart = lazy(async () => ({ default: (await import('./savings-chart.tsx')).SavingsChart }));

/** What the cache saved on each day, by project or by model, in one measure at a time. */
export function SavingsPanel({ query }: { query: UseQueryResult<Savings> }) {
  const [by, setBy] = useState<'project' | 'model'>('project');
  const [measure, setMeasure] = useState<SavingMeasure>('money');
  return (
    <Panel
      title="Saved over time"
      aside={
        <div className="savings-choice">
          <SegmentedControl
            aria-label="Savings by"
            data={[
              { value: 'project', label: 'By project' },
              { value: 'model', label: 'By model' },
            ]}
            value={by}
            onChange={(value) => setBy(value === 'model' ? 'model' : 'project')}
          />
          <SegmentedControl
            aria-label="Savings in"
            data={savingMeasures.map((value) => ({ value, label: measureNames[value] }))}
            value={measure}
            onChange={(value) => setMeasure(savingMeasures.find((one) => one === value) ?? 'money')}
          />
        </div>
      }
    >
      <QueryView query={query}>
        {(savings) => (
          <div className="savings">
            {savings.total.requests === 0 ? (
              <EmptyState title="Nothing was saved in this time" />
            ) : (
              <Suspense fallback={<LoadingState />}>
                <SavingsChart savings={savings} by={by} measure={measure} />
              </Suspense>
            )}
            <FigureSources savings={savings} />
          </div>
        )}
      </QueryView>
    </Panel>
  );
}
