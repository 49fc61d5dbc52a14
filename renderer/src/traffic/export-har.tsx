import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { OperationInput } from '../../../src-core/contracts/operations.ts';
import { useClient } from '../client/client-context.ts';
import { messageOf } from '../client/client-error.ts';
import { formatPlural } from '../model/format-number.ts';
import { joinHar, maxHarRequests, type HarPage } from '../model/join-har.ts';
import { downloadText } from '../ui/download.ts';
import { useToast } from '../ui/toast-context.ts';

const pageRows = 500;

interface ExportHarProps {
  filter: NonNullable<OperationInput<'traffic.har'>['filter']>;
  label: string;
  title: string;
}

/** Saves the requests of a filter as an HTTP archive, newest first; secrets are masked. */
export function ExportHar({ filter, label, title }: ExportHarProps) {
  const client = useClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    const pages: HarPage[] = [];
    let cursor: string | null = null;
    let rows = 0;
    do {
      // Each page begins where the one before it ended.
      // oxlint-disable-next-line no-await-in-loop
      const page: HarPage = await client.call('traffic.har', { filter, cursor, limit: pageRows });
      pages.push(page);
      rows += pageRows;
      cursor = rows < maxHarRequests ? page.nextCursor : null;
    } while (cursor !== null);
    const { har, requests, left } = joinHar(pages);
    downloadText('semcache.har', 'application/json', [JSON.stringify(har, null, 2)]);
    const more = left > 0 ? ` ${formatPlural(left, 'older one')} left out: narrow the filter.` : '';
    toast({ message: `Saved ${formatPlural(requests, 'request')} as HAR.${more}`, tone: 'plain' });
  };
  const run = (): void => {
    setBusy(true);
    save()
      .catch((error: unknown) => toast({ message: messageOf(error), tone: 'bad' }))
      .finally(() => setBusy(false));
  };
  return (
    <Button
      variant="default"
      loading={busy}
      title={title}
      leftSection={<Download size={13} aria-hidden />}
      onClick={run}
    >
      {label}
    </Button>
  );
}
