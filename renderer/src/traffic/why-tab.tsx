import { recordReasons } from '../../../src-core/contracts/outcome.ts';
import type { OperationResult } from '../../../src-core/contracts/operations.ts';
import type { TrafficDetail } from '../../../src-core/contracts/views.ts';
import { formatCount } from '../model/format-number.ts';
import { Facts } from '../ui/facts.tsx';
import { KeyParts } from '../ui/key-parts.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { NearestRequests } from './nearest-requests.tsx';

/** The decision in words, what became of the answer, and the identity that was compared. */
export function WhyTab({
  explained,
  request,
}: {
  explained: OperationResult<'explain.request'>;
  request: TrafficDetail;
}) {
  return (
    <div className="detail-stack">
      <p className="why-summary">{explained.summary}</p>
      <ul className="why-lines">
        {explained.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Facts items={factsOf(request)} />
      {request.semantic === null ? null : <NearestRequests lookup={request.semantic} />}
      <div>
        <h3>Identity</h3>
        <KeyParts parts={request.keyParts} />
      </div>
    </div>
  );
}

function factsOf(request: TrafficDetail): Parameters<typeof Facts>[0]['items'] {
  const stored = recordReasons[request.recorded];
  return [
    { name: 'When', value: <RelativeTime at={request.at} /> },
    { name: 'Reason', value: <code>{request.reason}</code> },
    { name: 'Recording', value: request.recordDetail === null ? stored : `${stored} ${request.recordDetail}` },
    { name: 'Client', value: request.client },
    { name: 'Project', value: request.project },
    { name: 'Upstream', value: request.upstream || 'none' },
    ...(request.repeats > 1
      ? [{ name: 'Stands for', value: `${formatCount(request.repeats)} identical hits of one moment` }]
      : []),
    { name: 'Request id', value: <code>{request.id}</code> },
  ];
}
