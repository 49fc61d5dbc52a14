import type { MatchReplay } from '../../../src-core/contracts/match-lab.ts';
import { targetWords } from '../model/lab-words.ts';
import { pointFacts } from '../model/replay-points.ts';

/** The charts' figures in words and numbers. */
export function ReplayTable({ replay }: { replay: MatchReplay }) {
  const head = replay.curve[0];
  if (head === undefined) return null;
  return (
    <details className="lab-details">
      <summary>Figures of every target</summary>
      <table className="lab-table">
        <thead>
          <tr>
            <th scope="col">Target</th>
            {pointFacts(head).map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {replay.curve.map((point) => (
            <tr key={point.target}>
              <th scope="row">{targetWords(point.target)}</th>
              {pointFacts(point).map(({ name, value }) => (
                <td key={name}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
