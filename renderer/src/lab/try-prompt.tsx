import { Button, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { Panel } from '../ui/panel.tsx';
import { NameFilter } from './name-filter.tsx';
import { TestedCandidates } from './tested-candidates.tsx';

interface Question {
  text: string;
  project: string;
  model: string;
}

const maxCharacters = 20_000;

/** A text against everything stored: which entries are near, and which of them would answer it. */
export function TryPrompt({ text, target }: { text: string; target: number }) {
  const [draft, setDraft] = useState<Question>({ text, project: '', model: '' });
  const [asked, setAsked] = useState<Question | null>(text.trim() === '' ? null : draft);
  const ready = draft.text.trim() !== '';
  const ask = (): void => setAsked(ready ? draft : null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    ask();
  };
  return (
    <Panel title="Try a prompt">
      <div className="try-prompt">
        <Textarea
          label="Prompt"
          description="The last thing the user says; everything else of a request is taken to be identical."
          autosize
          minRows={3}
          maxRows={10}
          maxLength={maxCharacters}
          spellCheck={false}
          value={draft.text}
          onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <div className="try-options">
          <NameFilter of="project" value={draft.project} onValue={(project) => setDraft({ ...draft, project })} />
          <NameFilter of="model" value={draft.model} onValue={(model) => setDraft({ ...draft, model })} />
          <Button disabled={!ready} title="Ctrl+Enter" onClick={ask}>
            Find the nearest entries
          </Button>
        </div>
        {asked === null ? (
          <p className="dim">The nearest stored requests show here, each with what the models and guards make of it.</p>
        ) : (
          <TestedCandidates {...asked} target={target} />
        )}
      </div>
    </Panel>
  );
}
