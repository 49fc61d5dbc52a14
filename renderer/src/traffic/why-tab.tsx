import { errorMeaning } from '../model/outcome-badge.ts';
import { lookupReasons, recordReasons } from '../../../src-core/contracts/outcome.ts';
import type { OperationResult } from '../../../src-core/contracts/operations.ts';
import type { TrafficDetail } from '../../../src-core/contracts/views.ts';
import { formatCount } from '../model/format-number.ts';
import { Facts } from '../ui/facts.tsx';
import { KeyParts } from '../ui/key-parts.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { CandidateList } from './candidate-list.tsx';
import { NearestStored } from './nearest-stored.tsx';

interface WhyTabProps {
  explained: OperationResult<'explain.request'>;
  request: TrafficDetail;
}

/** The decision in words, what the nearest stored request differs in, what was compared by meaning, and the identity. */
export function WhyTab({ explained, request }: WhyTabProps) {
  const { summary, lines, entry, asked } = explained;
  const text = asked ?? (request.cacheStatus === 'miss' ? (entry?.conversation.at(-1)?.text ?? null) : null);
  return (
    <div className="detail-stack">
      <p className="why-summary">{summary}</p>
      <p>{lookupReasons[request.reason]}</p>
      {request.errorCode === null ? null : <p className="bad">{errorMeaning(request.errorCode)}</p>}
      {request.nearest === null ? null : <NearestStored nearest={request.nearest} />}
      {request.semantic === null ? null : <CandidateList lookup={request.semantic} asked={text} />}
      <Facts items={factsOf(request)} />
      <div>
        <h3>Identity</h3>
        <KeyParts parts={request.keyParts} />
      </div>
      {lines.length > 1 ? (
        <details className="why-lines">
          <summary>The whole explanation, as the command line gives it</summary>
          <ul>
            {lines.slice(1).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      ) : null}
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
