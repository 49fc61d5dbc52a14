import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { EntryDetail, EntryHit } from '../../../src-core/contracts/views.ts';
import { useClient } from '../client/client-context.ts';
import { formatConfidence, formatCount, formatPlural } from '../model/format-number.ts';
import { totalOf } from '../model/merge-rows.ts';
import { formatRoute } from '../router/route.ts';
import { MarkButtons } from '../ui/mark-buttons.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { TextPair } from '../ui/text-pair.tsx';

const pageRows = 20;
const startCursor: string | null = null;

/** The prompts that an entry has answered by meaning, newest first, each with its confidence and to be marked. */
export function AnsweredTab({ entry }: { entry: EntryDetail }) {
  const { id } = entry;
  const client = useClient();
  const list = useInfiniteQuery({
    queryKey: ['entries.hits', id],
    queryFn: ({ pageParam }) =>
      client.call('entries.hits', { id, match: 'semantic', cursor: pageParam, limit: pageRows }),
    initialPageParam: startCursor,
    getNextPageParam: (last) => last.nextCursor,
  });
  if (list.data === undefined) {
    if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
    return <LoadingState />;
  }
  const hits = list.data.pages.flatMap(({ items }) => items);
  if (hits.length === 0) {
    return (
      <EmptyState title="It has answered nothing by meaning">
        <p className="state-body">
          {entry.hits === 0
            ? 'It has not served at all yet.'
            : `Its ${formatPlural(entry.hits, 'hit')} came from identical requests.`}
        </p>
      </EmptyState>
    );
  }
  const stored = entry.conversation.at(-1)?.text ?? '';
  return (
    <div className="detail-stack">
      <p className="dim">
        {formatPlural(totalOf(list.data), 'prompt')} answered by meaning. A pair marked wrong is never served again, and
        the entry answers other wordings more carefully.
      </p>
      <ol className="turns" aria-label="Prompts answered by meaning">
        {hits.map((hit) => (
          <Answered key={hit.requestId} hit={hit} stored={stored} />
        ))}
      </ol>
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </div>
  );
}

function Answered({ hit, stored }: { hit: EntryHit; stored: string }) {
  const { requestId, at, asked, confidence, verdict, count } = hit;
  return (
    <li className="turn answered">
      <div className="answered-head">
        <span>Confidence {confidence === null ? 'no longer known' : formatConfidence(confidence)}</span>
        <a href={formatRoute({ screen: 'traffic', id: requestId })}>Show the request</a>
        <span className="dim">
          <RelativeTime at={at} />
          {count > 1 ? `, ${formatCount(count)} times` : ''}
        </span>
      </div>
      {asked === null ? null : <TextPair stored={stored} asked={asked} />}
      <MarkButtons requestId={requestId} verdict={verdict} />
    </li>
  );
}
