import type { ReactNode } from 'react';
import type { TrafficDetail } from '../../../src-core/contracts/views.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { formatDuration } from '../model/format-duration.ts';
import { formatCount } from '../model/format-number.ts';
import { Facts } from '../ui/facts.tsx';

/** How long it took, on one scale with what it would have taken. */
export function TimingTab({ request }: { request: TrafficDetail }) {
  const { firstByteMs, totalMs, savedMs, usage } = request;
  const scaleMs = Math.max(totalMs, savedMs, 0.001);
  const share = (ms: number): string => `${((ms / scaleMs) * 100).toFixed(2)}%`;
  const waitMs = Math.min(firstByteMs ?? totalMs, totalMs);
  return (
    <div className="timing">
      <Bar name="Waiting for the first byte" value={formatDuration(waitMs)}>
        <div className="timing-wait" style={{ width: share(waitMs) }} />
      </Bar>
      <Bar name="Receiving the answer" value={formatDuration(totalMs - waitMs)}>
        <div className="timing-rest" style={{ marginLeft: share(waitMs), width: share(totalMs - waitMs) }} />
      </Bar>
      {savedMs === 0 ? null : (
        <Bar name="The upstream call it made unnecessary" value={formatDuration(savedMs)}>
          <div className="timing-saved" style={{ width: share(savedMs) }} />
        </Bar>
      )}
      <Facts
        items={[
          { name: 'First byte', value: firstByteMs === null ? 'none was sent' : formatDuration(firstByteMs) },
          { name: 'Total', value: formatDuration(totalMs) },
          { name: 'Form', value: request.streamed ? 'event stream' : 'one document' },
          { name: 'Request body', value: formatBytes(request.requestBytes) },
          { name: 'Answer body', value: formatBytes(request.responseBytes) },
          { name: 'Tokens', value: usage === null ? 'not reported' : usageText(usage) },
        ]}
      />
    </div>
  );
}

const usageText = (usage: NonNullable<TrafficDetail['usage']>): string =>
  `${formatCount(usage.inputTokens)} in, ${formatCount(usage.outputTokens)} out`;

function Bar({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div className="timing-row">
      <div>
        <span>{name}</span>
        <span className="numbers">{value}</span>
      </div>
      <div className="timing-track" aria-hidden>
        {children}
      </div>
    </div>
  );
}
