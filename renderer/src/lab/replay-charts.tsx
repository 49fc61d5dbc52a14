import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { MatchReplay, ReplayPoint } from '../../../src-core/contracts/match-lab.ts';
import { formatDollarChange } from '../model/format-money.ts';
import { formatCompact } from '../model/format-number.ts';
import { formatPercent, pointFacts } from '../model/replay-points.ts';
import { Facts } from '../ui/facts.tsx';
import '../ui/chart.css';

const axis = { stroke: 'var(--sc-line-strong)', tick: { fill: 'var(--sc-text-dim)', fontSize: 11 }, tickLine: false };
const line = { type: 'linear', strokeWidth: 1.5, dot: { r: 2 }, isAnimationActive: false } as const;
const margin = { top: 6, right: 8, bottom: 0, left: 0 };

interface Series {
  key: 'hits' | 'gained' | 'lost' | 'tokens' | 'dollars';
  name: string;
  colour: string;
}
const counts: Series[] = [
  { key: 'hits', name: 'Hits by meaning', colour: 'var(--sc-chart-hits)' },
  { key: 'gained', name: 'Gained', colour: 'var(--sc-chart-meaning)' },
  { key: 'lost', name: 'Lost', colour: 'var(--sc-chart-errors)' },
];
const amounts: Series[] = [
  { key: 'tokens', name: 'Tokens (left)', colour: 'var(--sc-chart-bypasses)' },
  { key: 'dollars', name: 'Money (right)', colour: 'var(--sc-chart-stale)' },
];

/** Hits, and what they are worth, by target. The table below says the same in numbers. */
export function ReplayCharts({ replay, inUse }: { replay: MatchReplay; inUse: number | null }) {
  const shared = { data: replay.curve, margin, accessibilityLayer: false };
  const common = (
    <>
      <CartesianGrid vertical={false} stroke="var(--sc-line-soft)" />
      <XAxis
        dataKey="target"
        type="number"
        domain={[0.9, 1]}
        ticks={[0.9, 0.95, 0.97, 0.99]}
        tickFormatter={formatPercent}
        {...axis}
      />
      <Tooltip content={tipOf(replay.curve)} isAnimationActive={false} cursor={{ stroke: 'var(--sc-line-control)' }} />
      {inUse === null ? null : (
        <ReferenceLine yAxisId="left" x={inUse} stroke="var(--sc-line-control)" strokeDasharray="4 3" />
      )}
      <ReferenceLine yAxisId="left" x={replay.target} stroke="var(--sc-line-focus)" strokeWidth={2} />
    </>
  );
  return (
    <div className="replay-charts">
      <figure className="chart">
        <Legend series={counts} />
        <div className="chart-plot" aria-hidden>
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 460, height: 180 }}>
            <LineChart {...shared}>
              {common}
              <YAxis
                yAxisId="left"
                allowDecimals={false}
                width={36}
                tickFormatter={formatCompact}
                {...axis}
                axisLine={false}
              />
              {counts.map(({ key, colour }) => (
                <Line key={key} yAxisId="left" dataKey={key} stroke={colour} {...line} />
              ))}
            </LineChart>
          </ResponsiveContainer>
        </div>
      </figure>
      <figure className="chart">
        <Legend series={amounts} />
        <div className="chart-plot" aria-hidden>
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 460, height: 180 }}>
            <LineChart {...shared}>
              {common}
              <YAxis yAxisId="left" width={44} tickFormatter={formatCompact} {...axis} axisLine={false} />
              <YAxis
                yAxisId="right"
                orientation="right"
                width={76}
                tickFormatter={formatDollarChange}
                {...axis}
                axisLine={false}
              />
              {amounts.map(({ key, colour }) => (
                <Line key={key} yAxisId={key === 'tokens' ? 'left' : 'right'} dataKey={key} stroke={colour} {...line} />
              ))}
            </LineChart>
          </ResponsiveContainer>
        </div>
      </figure>
    </div>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <figcaption className="chart-key">
      {series.map(({ key, name, colour }) => (
        <span key={key}>
          <i data-line style={{ background: colour }} />
          {name}
        </span>
      ))}
    </figcaption>
  );
}

/** recharts calls it with the x value under the pointer. */
const tipOf = (curve: readonly ReplayPoint[]) =>
  function tip({ label }: { label?: unknown }) {
    const point = curve.find(({ target }) => target === label);
    if (point === undefined) return null;
    return (
      <div className="chart-tip">
        <div className="dim">{formatPercent(point.target)}</div>
        <Facts items={pointFacts(point)} />
      </div>
    );
  };
