import { Button, Progress, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Models } from '../../../src-core/contracts/models.ts';
import { hubModelSchema } from '../../../src-core/contracts/models.ts';
import { messageOf } from '../client/client-error.ts';
import { useCommand, useOperation } from '../client/use-operation.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { Badge } from '../ui/badge.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';

/** Embedding models on this machine, and the only thing that fetches another one. */
export function ModelsPanel() {
  const models = useOperation('models.list', {});
  return (
    <Panel title="Models on this machine">
      <QueryView query={models}>
        {(value) => (
          <div className="setting-text">
            <ul className="model-list">
              {value.items.map((model) => (
                <li key={model.name}>
                  <span>
                    <strong>{model.name}</strong> {model.inUse ? <Badge tone="hit">in use</Badge> : null}
                  </span>
                  <span className="dim">
                    {formatBytes(model.bytes)}, {model.dimensions} numbers a vector,{' '}
                    {model.shipped
                      ? 'shipped'
                      : `downloaded${model.revision === null ? '' : `, ${model.revision.slice(0, 8)}`}`}
                  </span>
                  {model.problem === null ? null : <span className="bad">{model.problem}</span>}
                </li>
              ))}
            </ul>
            <Download models={value} />
          </div>
        )}
      </QueryView>
    </Panel>
  );
}

function Download({ models: { download, failure } }: { models: Models }) {
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const begin = useCommand('models.download', ['models.list']);
  const cancel = useCommand('models.cancel', ['models.list']);
  const parsed = hubModelSchema.safeParse(name.trim());
  if (download !== null) {
    const share = download.totalBytes === 0 ? 0 : (download.receivedBytes / download.totalBytes) * 100;
    return (
      <div className="model-download">
        <span>
          Downloading {download.name}: {formatBytes(download.receivedBytes)} of {formatBytes(download.totalBytes)}
        </span>
        <Progress value={share} aria-label={`Download of ${download.name}`} />
        <Button variant="default" onClick={() => cancel.mutate({})}>
          Cancel
        </Button>
      </div>
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (parsed.success) begin.mutate({ name: parsed.data }, { onSuccess: () => setName('') });
  };
  return (
    <form className="model-download" onSubmit={submit} noValidate>
      <TextInput
        label="Download another from Hugging Face"
        description="The only time that Semcache asks the hub for anything. Choose it above once it is here."
        placeholder="Xenova/bge-small-en-v1.5"
        spellCheck={false}
        value={name}
        error={tried && !parsed.success ? `Write ${parsed.error.issues[0]?.message ?? 'a name'}.` : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={begin.isPending}>
        Download
      </Button>
      {begin.error === null ? null : (
        <p className="bad" role="alert">
          {messageOf(begin.error)}
        </p>
      )}
      {failure === null ? null : (
        <p className="bad">
          {failure.name}: {failure.message}
        </p>
      )}
    </form>
  );
}
