import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { messageOf } from '../client/client-error.ts';
import { useCommand } from '../client/use-operation.ts';
import { readProject, type ProjectDraft } from '../model/project-draft.ts';
import { Dialog } from '../ui/dialog.tsx';
import { settingChoices } from './setting-choices.ts';

const asElsewhere = { value: '', label: 'As everything else' };

const texts = [
  { key: 'ttlMs', label: 'Time to live', placeholder: 'as everything else' },
  { key: 'samples', label: 'Independent answers of each prompt', placeholder: '1' },
  { key: 'pace', label: 'Pace of replayed streams', placeholder: 'as everything else' },
  { key: 'maxBytes', label: 'Size on disk', placeholder: 'no limit of its own' },
] as const;

/** What one project has for itself. */
export function ProjectDialog({ start, isNew, onClose }: { start: ProjectDraft; isNew: boolean; onClose: () => void }) {
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const save = useCommand('projects.set', ['projects.list', 'mode.get', 'settings.get']);
  const { name, settings, problems } = readProject(draft);
  const field = (key: keyof ProjectDraft) => ({
    value: draft[key],
    error: tried ? (problems[key] ?? null) : null,
    onChange: (event: { currentTarget: { value: string } }) => setDraft({ ...draft, [key]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (settings !== null) save.mutate({ name, settings }, { onSuccess: onClose });
  };
  return (
    <Dialog title={isNew ? 'A project' : `Project ${start.name}`} width={460} onClose={onClose}>
      <form className="setting-text" onSubmit={submit} noValidate>
        {isNew ? <TextInput data-autofocus label="Name" spellCheck={false} {...field('name')} /> : null}
        <NativeSelect label="Mode" data={[asElsewhere, ...(settingChoices.mode ?? [])]} {...field('mode')} />
        <NativeSelect
          label="Answers by meaning"
          data={[asElsewhere, ...(settingChoices.level ?? [])]}
          {...field('level')}
        />
        {texts.map(({ key, label, placeholder }) => (
          <TextInput key={key} label={label} placeholder={placeholder} spellCheck={false} {...field(key)} />
        ))}
        {save.error === null ? null : (
          <p className="bad" role="alert">
            {messageOf(save.error)}
          </p>
        )}
        <div className="dialog-buttons">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save project
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
