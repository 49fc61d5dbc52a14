import { useOperation } from '../client/use-operation.ts';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { AddUpstream } from './add-upstream.tsx';
import { UpstreamTable } from './upstream-table.tsx';
import './upstreams.css';

export function UpstreamsScreen() {
  const upstreams = useOperation('upstreams.list', {});
  return (
    <div className="page">
      <p className="dim">
        A request that names no upstream goes to the default one. The others are reached by their path behind the base
        URL.
      </p>
      <Panel title="Add an upstream">
        <AddUpstream taken={upstreams.data?.items.map(({ name }) => name) ?? []} />
      </Panel>
      <Panel title="Upstreams" flush>
        <QueryView query={upstreams}>{({ items }) => <UpstreamTable upstreams={items} />}</QueryView>
      </Panel>
    </div>
  );
}
