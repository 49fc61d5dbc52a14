import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { messageOf } from '../client/client-error.ts';
import { useCommand } from '../client/use-operation.ts';
import { checkUpstream } from '../model/upstream-draft.ts';
import { useToast } from '../ui/toast-context.ts';

const empty = { name: '', baseUrl: '' };

/** Name and address are all that an OpenAI-compatible server needs; it may be the default at once. */
export function AddUpstream({ taken }: { taken: readonly string[] }) {
  const [draft, setDraft] = useState(empty);
  const [makeDefault, setMakeDefault] = useState(false);
  const [tried, setTried] = useState(false);
  const toast = useToast();
  const add = useCommand('upstreams.set', ['upstreams.list', 'status.get']);
  const { value, problems } = checkUpstream(draft, taken);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (value === null) return;
    add.mutate(makeDefault ? { ...value, makeDefault } : value, {
      onSuccess: () => {
        toast({ message: `Added ${value.name}. It is reached at /u/${value.name}.`, tone: 'plain' });
        setDraft(empty);
        setMakeDefault(false);
        setTried(false);
      },
    });
  };
  const field = (name: 'name' | 'baseUrl') => ({
    value: draft[name],
    error: tried ? (problems[name] ?? null) : null,
    onChange: (event: { currentTarget: HTMLInputElement }) => setDraft({ ...draft, [name]: event.currentTarget.value }),
  });

  return (
    <form className="add-upstream" onSubmit={submit} noValidate>
      <TextInput label="Name" placeholder="gateway" spellCheck={false} {...field('name')} />
      <TextInput label="Base URL" placeholder="http://localhost:4000/v1" spellCheck={false} {...field('baseUrl')} />
      <Checkbox
        className="add-upstream-default"
        label="Make it the default"
        checked={makeDefault}
        onChange={(event) => setMakeDefault(event.currentTarget.checked)}
      />
      <Button type="submit" loading={add.isPending}>
        Add
      </Button>
      {add.error === null ? null : (
        <p className="bad" role="alert">
          {messageOf(add.error)}
        </p>
      )}
    </form>
  );
}
