import { Button, PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { messageOf } from '../client/client-error.ts';
import { useCommand } from '../client/use-operation.ts';
import { useToast } from '../ui/toast-context.ts';
import { Dialog } from '../ui/dialog.tsx';

/** Leaves a key with Semcache; it goes to the core and is never shown again but for its end. */
export function KeyDialog({ name, title, onClose }: { name: string; title: string; onClose: () => void }) {
  const [key, setKey] = useState('');
  const save = useCommand('upstreams.setKey', ['upstreams.list']);
  const toast = useToast();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (key.trim() === '') return;
    const onSuccess = (): void => {
      onClose();
      toast({ message: `Requests to ${title} without a key get this one.`, tone: 'plain' });
    };
    save.mutate({ name, key: key.trim() }, { onSuccess });
  };
  return (
    <Dialog title={`A key for ${title}`} width={440} onClose={onClose}>
      <form className="key-form" onSubmit={submit} noValidate>
        <p className="dim">
          For requests that bring none. It is kept in the key store of this system, goes to this upstream only, and is
          never shown again.
        </p>
        <PasswordInput
          data-autofocus
          label="Key"
          autoComplete="off"
          value={key}
          error={save.error === null ? null : messageOf(save.error)}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <div className="dialog-buttons">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={key.trim() === ''} loading={save.isPending}>
            Keep the key
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
