import { Loader } from '@mantine/core';
import { Check } from 'lucide-react';
import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import type { GuideAgent } from '../model/guides/guide.ts';
import { formatRoute } from '../router/route.ts';
import { RelativeTime } from '../ui/relative-time.tsx';

/** Whether requests of a tool have come, as far as its user agent tells. */
export function SeenState({ agent, seen }: { agent: GuideAgent | null; seen: TrafficRow | undefined }) {
  if (agent === null) {
    return (
      <p className="seen dim">Its requests cannot be told apart by their user agent: see the last request above.</p>
    );
  }
  if (seen === undefined) {
    return (
      <output className="seen dim">
        <Loader size={11} color="var(--sc-text-dim)" /> Waiting for the first request ({agent.looks})
      </output>
    );
  }
  return (
    <output className="seen good">
      <Check size={14} aria-hidden />
      <span>
        <a href={formatRoute({ screen: 'traffic', id: seen.id })}>Seen</a> <RelativeTime at={seen.at} />, as{' '}
        {seen.client}
        {agent.shared === true ? '; other tools send the same' : ''}
      </span>
    </output>
  );
}
