import type { EntryDetail } from '../../../src-core/contracts/views.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { formatDuration } from '../model/format-duration.ts';
import { formatCount } from '../model/format-number.ts';
import { Facts } from '../ui/facts.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { TimeLeft } from '../ui/time-left.tsx';

const answerForms = { json: 'JSON', sse: 'event stream', ndjson: 'JSON lines' } as const;

export function EntryFacts({ entry }: { entry: EntryDetail }) {
  const { usage } = entry;
  return (
    <Facts
      items={[
        { name: 'Created', value: <RelativeTime at={entry.createdAt} /> },
        { name: 'Last hit', value: entry.lastHitAt === null ? 'never' : <RelativeTime at={entry.lastHitAt} /> },
        { name: 'Hits', value: formatCount(entry.hits) },
        { name: 'Expires', value: <TimeLeft until={entry.expiresAt} /> },
        { name: 'Pinned', value: entry.pinned ? 'yes' : 'no' },
        { name: 'Size on disk', value: formatBytes(entry.sizeBytes) },
        { name: 'Upstream', value: entry.upstream },
        { name: 'Path', value: <code>{entry.path}</code> },
        { name: 'Dialect', value: entry.dialect },
        { name: 'Model', value: entry.model },
        { name: 'Project', value: entry.project },
        { name: 'Recorded as', value: `${answerForms[entry.mode]} (${entry.contentType})` },
        { name: 'Upstream call', value: formatDuration(entry.requestDurationMs) },
        {
          name: 'Tokens',
          value:
            usage === null
              ? 'not reported'
              : `${formatCount(usage.inputTokens)} in, ${formatCount(usage.outputTokens)} out`,
        },
        { name: 'Finish', value: entry.finishReasons.join(', ') || 'not given' },
        { name: 'Entry id', value: <code>{entry.id}</code> },
      ]}
    />
  );
}
