import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Savings } from '../../../src-core/contracts/savings.ts';
import {
  formatSaving,
  measureNames,
  othersName,
  savingsSeries,
  type SavingMeasure,
  type SavingsSeries,
} from '../model/savings-series.ts';
import { formatDay } from '../model/format-time.ts';
import { Facts } from '../ui/facts.tsx';
import '../ui/chart.css';

const axis = { stroke: 'var(--sc-line-strong)', tick: { fill: 'var(--sc-text-dim)', fontSize: 11 }, tickLine: false };

/** Names come and go, so a colour means its place in the stack and in the key, nothing more. */
const colours = [
  'var(--sc-chart-meaning)',
  'var(--sc-chart-hits)',
  'var(--sc-chart-bypasses)',
  'var(--sc-chart-stale)',
  'var(--sc-chart-shared)',
];
const othersColour = 'var(--sc-chart-misses)';

/** Bars of each day, stacked by name; the table behind it says the same to those who do not see them. */
export function SavingsChart(props: { savings: Savings; by: 'project' | 'model'; measure: SavingMeasure }) {
  const { savings, by, measure } = props;
  const series = savingsSeries(savings, by, measure);
  const { names, days } = series;
  const colourOf = (name: string, index: number): string =>
    name === othersName && index === names.length - 1 ? othersColour : (colours[index] ?? othersColour);
  return (
    <figure className="chart savings-chart">
      <figcaption className="chart-key">
        {names.map((name, index) => (
          <span key={name}>
            <i style={{ background: colourOf(name, index) }} aria-hidden />
            {name}
          </span>
        ))}
      </figcaption>
      <SeriesTable series={series} measure={measure} />
      <div className="chart-plot" aria-hidden>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 900, height: 170 }}>
          <BarChart data={days} margin={{ top: 4, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--sc-line-soft)" />
            <XAxis dataKey="day" tickFormatter={formatDay} minTickGap={32} {...axis} />
            <YAxis
              width={64}
              tickFormatter={(value: number) => formatSaving(value, measure)}
              {...axis}
              axisLine={false}
            />
            <Tooltip
              content={tipOf(series, measure)}
              isAnimationActive={false}
              cursor={{ fill: 'var(--sc-surface-hover)' }}
            />
            {names.map((name, index) => (
              <Bar
                key={name}
                dataKey={(day: SavingsSeries['days'][number]) => day.values[index]}
                stackId="saved"
                fill={colourOf(name, index)}
                maxBarSize={40}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

function SeriesTable({ series: { names, days }, measure }: { series: SavingsSeries; measure: SavingMeasure }) {
  return (
    <table className="visually-hidden">
      <caption>{measureNames[measure]} saved</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, values }) => (
          <tr key={day}>
            <th scope="row">{formatDay(day)}</th>
            {names.map((name, index) => (
              <td key={name}>{formatSaving(values[index] ?? 0, measure)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** recharts calls it with the day under the pointer. */
const tipOf = ({ names, days }: SavingsSeries, measure: SavingMeasure) =>
  function tip({ label }: { label?: unknown }) {
    const point = days.find(({ day }) => day === label);
    if (point === undefined) return null;
    return (
      <div className="chart-tip">
        <div className="dim">{formatDay(point.day)}</div>
        <Facts items={names.map((name, index) => ({ name, value: formatSaving(point.values[index] ?? 0, measure) }))} />
      </div>
    );
  };
