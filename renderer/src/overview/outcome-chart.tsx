import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Overview } from '../../../src-core/contracts/views.ts';
import { formatCompact } from '../model/format-number.ts';
import { formatStep } from '../model/format-time.ts';
import { chartSummary } from '../model/overview-figures.ts';
import { EmptyState } from '../ui/states.tsx';
import { chartSeries } from './chart-series.ts';
import { ChartTip } from './chart-tip.tsx';
import '../ui/chart.css';

const axis = { stroke: 'var(--sc-line-strong)', tick: { fill: 'var(--sc-text-dim)', fontSize: 11 }, tickLine: false };

/** Outcomes stacked on each other. Errors lie over them as a line, since each error is one of those requests too. */
export function OutcomeChart({ overview }: { overview: Overview }) {
  const { series, totals } = overview;
  if (totals.requests === 0) return <EmptyState title="No requests in this time" />;
  const present = chartSeries.filter(({ key }) => series.some((point) => point[key] > 0));
  const spanMs = (series.at(-1)?.at ?? 0) - (series[0]?.at ?? 0);
  return (
    <figure className="chart">
      <figcaption className="chart-key">
        <span className="visually-hidden">{chartSummary(overview)}</span>
        {present.map(({ key, name, colour, line }) => (
          <span key={key} aria-hidden>
            <i data-line={line || undefined} style={{ background: colour }} />
            {name}
          </span>
        ))}
      </figcaption>
      <div className="chart-plot" aria-hidden>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 190 }}>
          <ComposedChart data={series} margin={{ top: 4, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--sc-line-soft)" />
            <XAxis dataKey="at" tickFormatter={(at: number) => formatStep(at, spanMs)} minTickGap={48} {...axis} />
            <YAxis allowDecimals={false} width={36} tickFormatter={formatCompact} {...axis} axisLine={false} />
            <Tooltip content={tipOf(series)} isAnimationActive={false} cursor={{ stroke: 'var(--sc-line-control)' }} />
            {present.map(({ key, colour, line }) =>
              line ? (
                <Line
                  key={key}
                  dataKey={key}
                  type="linear"
                  stroke={colour}
                  strokeWidth={1.5}
                  dot={false}
                  isAnimationActive={false}
                />
              ) : (
                <Area
                  key={key}
                  dataKey={key}
                  stackId="outcome"
                  stroke={colour}
                  strokeWidth={1.5}
                  fill={colour}
                  fillOpacity={0.28}
                  isAnimationActive={false}
                />
              ),
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

/** recharts calls it with the x value under the pointer. */
const tipOf = (series: Overview['series']) =>
  function tip({ label }: { label?: unknown }) {
    return <ChartTip point={series.find((point) => point.at === label)} />;
  };
