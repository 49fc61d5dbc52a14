import { Button } from '@mantine/core';
import { useState } from 'react';
import type { EntryFilter } from '../../../src-core/contracts/operations.ts';
import { ExportCassette } from './export-cassette.tsx';
import { ImportCassette } from './import-cassette.tsx';

/** Cassettes out and in. */
export function FileButtons({ filter, query, empty }: { filter: EntryFilter; query: string; empty: boolean }) {
  const [open, setOpen] = useState<'export' | 'import' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Button variant="default" disabled={empty} onClick={() => setOpen('export')}>
        Export…
      </Button>
      <Button variant="default" onClick={() => setOpen('import')}>
        Import…
      </Button>
      {open === 'export' ? <ExportCassette filter={filter} query={query} onClose={close} /> : null}
      {open === 'import' ? <ImportCassette onClose={close} /> : null}
    </>
  );
}
