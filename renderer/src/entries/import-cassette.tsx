import { Button, FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { projectNameSchema } from '../../../src-core/contracts/settings.ts';
import { messageOf } from '../client/client-error.ts';
import { formatPlural } from '../model/format-number.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ImportResult } from './import-result.tsx';
import { useImport } from './use-import.ts';

/** Takes in a cassette: checks every line first and says what would come of it, then stores what passed. */
export function ImportCassette({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [project, setProject] = useState('');
  const check = useImport(true);
  const store = useImport(false);
  const badProject = project !== '' && !projectNameSchema.safeParse(project).success;
  const done = store.data !== undefined;
  const busy = check.isPending || store.isPending;

  const choose = (chosen: File | null): void => {
    setFile(chosen);
    store.reset();
    check.reset();
    if (chosen !== null) check.mutate({ file: chosen, project: '' });
  };
  const error = store.error ?? check.error;
  const result = store.data ?? check.data;
  return (
    <Dialog title="Import a cassette" width={560} onClose={onClose}>
      <div className="clear-dialog">
        <p>Every line is checked before anything is stored. Imported answers serve any credential in their project.</p>
        <FileInput
          label="Cassette file"
          placeholder="Choose a .jsonl file"
          accept=".jsonl,.ndjson,.cassette,application/x-ndjson"
          value={file}
          disabled={busy}
          onChange={choose}
          data-autofocus
        />
        <TextInput
          label="Project"
          description="Left empty, each answer keeps the project it was recorded in."
          value={project}
          error={badProject ? 'Letters, digits, dot, dash and underscore; at most 63.' : null}
          onChange={(event) => setProject(event.currentTarget.value.trim())}
        />
        {error === null ? null : (
          <p className="bad" role="alert">
            {messageOf(error)}
          </p>
        )}
        {check.isPending ? <output>Checking…</output> : null}
        {error !== null || result === undefined ? null : <ImportResult result={result} stored={done} />}
        <div className="dialog-buttons">
          <Button variant="default" onClick={onClose}>
            {done ? 'Close' : 'Cancel'}
          </Button>
          <Button
            loading={store.isPending}
            disabled={file === null || badProject || done || (check.data?.imported ?? 0) === 0}
            onClick={() => file !== null && store.mutate({ file, project })}
          >
            {check.data === undefined ? 'Import' : `Import ${formatPlural(check.data.imported, 'entry', 'entries')}`}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
