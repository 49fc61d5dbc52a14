import { Button } from '@mantine/core';
import { formatPlural } from '../model/format-number.ts';

interface SaveBarProps {
  changed: number;
  problems: number;
  error: string | null;
  saving: boolean;
  onDiscard: () => void;
}

/** Stays in sight while something is not saved. */
export function SaveBar({ changed, problems, error, saving, onDiscard }: SaveBarProps) {
  if (changed === 0) return null;
  return (
    <section className="save-bar" aria-label="Unsaved settings">
      <span aria-live="polite">
        {formatPlural(changed, 'change')} not saved
        {problems === 0 ? null : <span className="bad">, {formatPlural(problems, 'field')} to correct</span>}
      </span>
      {error === null ? null : (
        <span className="bad" role="alert">
          {error}
        </span>
      )}
      <Button variant="default" onClick={onDiscard}>
        Discard
      </Button>
      <Button type="submit" loading={saving}>
        Save
      </Button>
    </section>
  );
}
