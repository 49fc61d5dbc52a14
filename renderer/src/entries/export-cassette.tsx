import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { EntryFilter, OperationResult } from '../../../src-core/contracts/operations.ts';
import { useClient } from '../client/client-context.ts';
import { messageOf } from '../client/client-error.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatCount, formatPlural } from '../model/format-number.ts';
import { Dialog } from '../ui/dialog.tsx';
import { downloadText } from '../ui/download.ts';
import { QueryView } from '../ui/query-view.tsx';

const pageRows = 500;
/** Warnings that are listed; the rest are counted. */
const shownRows = 20;

/** Saves the entries of a filter as a cassette: a file of recorded answers, one a line, that holds no credential. */
export function ExportCassette({
  filter,
  query,
  onClose,
}: {
  filter: EntryFilter;
  query: string;
  onClose: () => void;
}) {
  const client = useClient();
  const counted = useOperation('cassette.export', { filter, limit: 1 }, { fresh: true });
  const saved = useMutation({
    mutationFn: async () => {
      const pages: OperationResult<'cassette.export'>[] = [];
      let cursor: string | null = null;
      do {
        // Each page begins where the one before it ended.
        // oxlint-disable-next-line no-await-in-loop
        const page: OperationResult<'cassette.export'> = await client.call('cassette.export', {
          filter,
          cursor,
          limit: pageRows,
        });
        pages.push(page);
        cursor = page.nextCursor;
      } while (cursor !== null);
      const lines = pages.flatMap((page) => page.lines);
      downloadText('semcache.cassette.jsonl', 'application/x-ndjson', [lines.join('\n'), '\n']);
      return { entries: lines.length - 1, warnings: pages.flatMap((page) => page.warnings) };
    },
  });
  return (
    <Dialog title="Export as a cassette" width={520} onClose={onClose}>
      <div className="clear-dialog">
        <p>
          The file holds {query === '' ? 'everything that is stored' : 'every entry that fits '}
          {query === '' ? null : <code>{query}</code>}: requests, answers, no credential. Whoever has it can replay
          them.
        </p>
        <QueryView query={counted}>
          {({ total }) => <output className="clear-count">{formatPlural(total, 'entry', 'entries')}</output>}
        </QueryView>
        {saved.isError ? (
          <p className="bad" role="alert">
            {messageOf(saved.error)}
          </p>
        ) : null}
        {saved.data === undefined ? null : <Saved {...saved.data} />}
        <div className="dialog-buttons">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button
            loading={saved.isPending}
            disabled={(counted.data?.total ?? 0) === 0}
            onClick={() => saved.mutate()}
            data-autofocus
          >
            Export
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Saved({ entries, warnings }: { entries: number; warnings: readonly string[] }) {
  return (
    <output className="file-result">
      <p className="good">Saved {formatPlural(entries, 'entry', 'entries')}.</p>
      {warnings.length === 0 ? null : (
        <>
          <p className="warn">Look at these before you share the file:</p>
          <ul className="file-notes">
            {warnings.slice(0, shownRows).map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
            {warnings.length > shownRows ? <li>and {formatCount(warnings.length - shownRows)} more</li> : null}
          </ul>
        </>
      )}
    </output>
  );
}
