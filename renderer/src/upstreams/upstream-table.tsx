import type { UpstreamView } from '../../../src-core/contracts/views.ts';
import { UpstreamRow } from './upstream-row.tsx';

export function UpstreamTable({ upstreams }: { upstreams: readonly UpstreamView[] }) {
  return (
    <div className="upstream-scroll">
      <table className="upstream-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Base URL</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {upstreams.map((upstream) => (
            <UpstreamRow key={upstream.name} upstream={upstream} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
