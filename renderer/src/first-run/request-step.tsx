import { lookupReasons, recordReasons } from '../../../src-core/contracts/outcome.ts';
import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { sampleCurl, sampleModel } from '../model/base-url.ts';
import type { FirstSteps } from '../model/first-steps.ts';
import { formatDuration } from '../model/format-duration.ts';
import { formatRoute } from '../router/route.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { Arrived, GuideStep, Waiting } from './guide-step.tsx';

/** The first request, seen as it comes; one that cannot be kept says why, since the next step would wait for ever. */
export function RequestStep({ url, steps }: { url: string; steps: FirstSteps }) {
  const status = useOperation('status.get', {});
  const { first, obstacle } = steps;
  return (
    <GuideStep number={3} title="Send a request" done={first !== null && obstacle === null}>
      <CodeBlock label="first request" code={sampleCurl(url, sampleModel(status.data?.defaultUpstream ?? ''))} />
      {first === null ? <Waiting words="Waiting for the first request…" /> : null}
      {first === null || obstacle !== null ? null : (
        <Arrived>
          It arrived. The upstream answered in {formatDuration(first.totalMs)}, and the answer is kept.{' '}
          <a href={formatRoute({ screen: 'traffic', id: first.id })}>See why and how</a>
        </Arrived>
      )}
      {first === null || obstacle === null ? null : (
        <output className="guide-wait warn">
          <span>
            It arrived, but its answer was not kept: {reasonOf(first)} Send another.{' '}
            <a href={formatRoute({ screen: 'traffic', id: first.id })}>Details</a>
          </span>
        </output>
      )}
    </GuideStep>
  );
}

function reasonOf(row: TrafficRow): string {
  if (row.status !== null && row.status >= 400) return `the upstream answered with status ${String(row.status)}.`;
  return row.recorded === 'not_applicable' ? lookupReasons[row.reason] : recordReasons[row.recorded];
}
