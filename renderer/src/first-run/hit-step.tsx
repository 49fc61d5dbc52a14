import type { FirstSteps } from '../model/first-steps.ts';
import { formatDuration } from '../model/format-duration.ts';
import { formatRoute } from '../router/route.ts';
import { OutcomeBadge } from '../ui/outcome-badge.tsx';
import { Arrived, GuideStep, Waiting } from './guide-step.tsx';

/** The same request again, which needs no upstream any more. */
export function HitStep({ steps: { first, obstacle, hit, miss } }: { steps: FirstSteps }) {
  const waits = first !== null && obstacle === null && hit === null;
  return (
    <GuideStep number={4} title="Send the same request again" done={hit !== null}>
      <p className="dim">
        It gets the stored answer: byte for byte, without the upstream, and without costs. Unless answers by meaning are
        off, a chat that asks the same in other words gets it too.
      </p>
      {waits ? <Waiting words="Waiting for the first hit…" /> : null}
      {hit === null ? null : (
        <Arrived>
          <OutcomeBadge row={hit} /> Answered from the cache in {formatDuration(hit.totalMs)}
          {miss === null ? '. ' : ` instead of ${formatDuration(miss.totalMs)}. `}
          <a href={formatRoute({ screen: 'traffic', id: hit.id })}>See it in Traffic</a>
        </Arrived>
      )}
    </GuideStep>
  );
}
