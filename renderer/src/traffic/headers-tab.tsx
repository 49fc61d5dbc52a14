import type { TrafficDetail } from '../../../src-core/contracts/views.ts';
import { Facts } from '../ui/facts.tsx';

type Fields = TrafficDetail['requestHeaders'];

/** Headers as they went over the wire; the core has masked what is secret. */
export function HeadersTab({ request }: { request: TrafficDetail }) {
  return (
    <div className="detail-stack">
      <HeaderList title="Request" fields={request.requestHeaders} />
      <HeaderList title="Response" fields={request.responseHeaders} />
    </div>
  );
}

function HeaderList({ title, fields }: { title: string; fields: Fields }) {
  return (
    <div>
      <h3>{title}</h3>
      {fields.length === 0 ? (
        <p className="dim">None.</p>
      ) : (
        <Facts items={fields.map(({ name, value }) => ({ name, value: <code>{value}</code> }))} />
      )}
    </div>
  );
}
