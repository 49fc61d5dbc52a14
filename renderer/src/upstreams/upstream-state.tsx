import type { UpstreamView } from '../../../src-core/contracts/views.ts';
import { RelativeTime } from '../ui/relative-time.tsx';

const looks: Record<UpstreamView['state'], { words: string; className: string }> = {
  unknown: { words: 'Not used yet', className: 'dim' },
  ok: { words: 'Answers', className: 'good' },
  failing: { words: 'Failing', className: 'bad' },
};

/** What traffic has shown since the start, and when. */
export function UpstreamState({ upstream }: { upstream: UpstreamView }) {
  const { state, lastStatus, lastError, lastUsedAt } = upstream;
  const { words, className } = looks[state];
  return (
    <div className="upstream-state">
      <span className={className}>{words}</span>
      {lastUsedAt === null ? null : (
        <span className="dim">
          {lastError ?? `status ${String(lastStatus)}`}, <RelativeTime at={lastUsedAt} />
        </span>
      )}
    </div>
  );
}
