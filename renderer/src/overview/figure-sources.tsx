import type { Savings, UsedPrice } from '../../../src-core/contracts/savings.ts';
import { formatDollars } from '../model/format-money.ts';

const sourceNames: Record<UsedPrice['source'], string> = {
  own: 'your own price',
  table: 'list price',
  local: 'on this machine',
  unknown: 'no known price',
};

/** What every figure of savings rests on: sentences, and the price of each model. */
export function FigureSources({ savings }: { savings: Savings }) {
  const { sources, prices } = savings;
  return (
    <details className="sources">
      <summary>Where these figures come from</summary>
      <ul>
        <li>Requests, hits and times are counted from the traffic log of this range.</li>
        {sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
      {prices.length === 0 ? null : (
        <table className="name-table">
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">Upstream</th>
              <th scope="col">Price from</th>
              <th scope="col" className="end">
                In, per million
              </th>
              <th scope="col" className="end">
                Out, per million
              </th>
            </tr>
          </thead>
          <tbody>
            {prices.map((price) => (
              <tr key={`${price.upstream} ${price.model}`}>
                <td>{price.model}</td>
                <td>{price.upstream}</td>
                <td title={price.detail}>{`${sourceNames[price.source]}: ${price.detail}`}</td>
                <td className="end">{price.inputPerMillion === null ? '–' : formatDollars(price.inputPerMillion)}</td>
                <td className="end">{price.outputPerMillion === null ? '–' : formatDollars(price.outputPerMillion)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
