import type { Overview } from '../../../src-core/contracts/views.ts';
import { formatCount } from '../model/format-number.ts';
import { formatMinute } from '../model/format-time.ts';
import { Facts } from '../ui/facts.tsx';
import { chartSeries } from './chart-series.ts';

/** The numbers of one step of the chart. */
export function ChartTip({ point }: { point: Overview['series'][number] | undefined }) {
  if (point === undefined) return null;
  return (
    <div className="chart-tip">
      <div className="dim">from {formatMinute(point.at)}</div>
      <Facts items={chartSeries.map(({ key, name }) => ({ name, value: formatCount(point[key]) }))} />
    </div>
  );
}
