import { CircleAlert, CircleCheck, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import type { HealthItem, Status, UpstreamView } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatCount } from '../model/format-number.ts';
import { healthName, healthWords } from '../model/live-state.ts';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';

const looks: Record<HealthItem['state'], { icon: LucideIcon; className: string }> = {
  ok: { icon: CircleCheck, className: 'good' },
  starting: { icon: LoaderCircle, className: 'dim' },
  degraded: { icon: CircleAlert, className: 'warn' },
  down: { icon: CircleX, className: 'bad' },
};

/** Every part with its state, the reason when it is not well, and failures that no request felt. */
export function HealthList() {
  const status = useOperation('status.get', {});
  const upstreams = useOperation('upstreams.list', {});
  return (
    <Panel title="Health" flush>
      <QueryView query={status}>
        {(value) => (
          <ul className="health">
            {value.health.map((item) => (
              <Part key={item.part} item={item} />
            ))}
            {(upstreams.data?.items ?? []).flatMap((upstream) =>
              upstream.state === 'unknown' ? [] : <Upstream key={`upstream ${upstream.name}`} upstream={upstream} />,
            )}
            {failuresOf(value).map(([name, count]) => (
              <li key={name}>
                <span>Failures: {name.replaceAll('_', ' ')}</span>
                <span className="warn">{formatCount(count)}</span>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Panel>
  );
}

const failuresOf = (status: Status): [string, number][] =>
  Object.entries(status.failures).filter(([, count]) => count > 0);

function Part({ item }: { item: HealthItem }) {
  const { icon: Icon, className } = looks[item.state];
  return (
    <li>
      <span>{healthName(item.part)}</span>
      <span className={`health-state ${className}`}>
        <Icon size={14} aria-hidden />
        {healthWords[item.state]}
      </span>
      {item.reason === null ? null : <span className="health-reason">{item.reason}</span>}
    </li>
  );
}

/** Upstreams that real traffic or a test has reached since start; of the others nothing is known. */
function Upstream({ upstream }: { upstream: UpstreamView }) {
  const ok = upstream.state === 'ok';
  const { icon: Icon, className } = looks[ok ? 'ok' : 'down'];
  return (
    <li>
      <span>Upstream {upstream.name}</span>
      <span className={`health-state ${className}`}>
        <Icon size={14} aria-hidden />
        {ok ? healthWords.ok : 'Failing'}
      </span>
      {upstream.lastError === null ? null : <span className="health-reason">{upstream.lastError}</span>}
    </li>
  );
}
