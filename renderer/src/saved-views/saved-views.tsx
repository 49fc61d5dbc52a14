import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { Bookmark, X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { SavedList } from '../model/view-store.ts';
import { useViews } from './use-views.ts';
import './saved-views.css';

interface SavedViewsProps {
  list: SavedList;
  /** What stands in the list's filter bar now. */
  filter: string;
  onApply: (filter: string) => void;
}

/** Filters under names: the list's filter can be kept, and a kept one put back. */
export function SavedViews({ list, filter, onApply }: SavedViewsProps) {
  const { views, save, remove } = useViews();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const saved = views[list];
  const current = saved.find(({ query }) => query === filter && filter !== '');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    save(list, { name: name.trim(), query: filter });
    setName('');
  };

  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={320}
      trapFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<Bookmark size={13} aria-hidden />}
          title="Saved views"
          onClick={() => setOpen(!open)}
        >
          {current?.name ?? 'Views'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views">
        {saved.length === 0 ? <p className="dim">No view is saved yet.</p> : null}
        <ul className="views">
          {saved.map((view) => (
            <li key={view.name}>
              <button
                type="button"
                className="view-apply"
                aria-current={view === current ? 'true' : undefined}
                onClick={() => {
                  onApply(view.query);
                  setOpen(false);
                }}
              >
                <span>{view.name}</span>
                <code className="truncate">{view.query}</code>
              </button>
              <ActionIcon aria-label={`Delete the view ${view.name}`} onClick={() => remove(list, view.name)}>
                <X size={13} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
        {filter === '' ? (
          <p className="view-note dim">Filter the list to save its filter as a view.</p>
        ) : (
          <form className="view-form" onSubmit={submit}>
            <TextInput
              aria-label="Name of the view"
              placeholder="Name of this view"
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={name.trim() === ''}>
              Save view
            </Button>
          </form>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
