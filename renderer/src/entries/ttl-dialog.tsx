import { Button, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { formatPlural } from '../model/format-number.ts';
import { parseTime } from '../model/parse-quantity.ts';
import { shortestTtlMs } from '../model/ttl-changes.ts';
import { Dialog } from '../ui/dialog.tsx';

interface TtlDialogProps {
  count: number;
  /** Null is the time to live that settings have. */
  onTtl: (ttlMs: number | null) => void;
  onClose: () => void;
}

/** Asks for a time to live, counted from when each answer was recorded. */
export function TtlDialog({ count, onTtl, onClose }: TtlDialogProps) {
  const [text, setText] = useState('');
  const ttlMs = parseTime(text);
  const valid = ttlMs !== null && ttlMs >= shortestTtlMs;
  const choose = (chosen: number | null): void => {
    onTtl(chosen);
    onClose();
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (valid) choose(ttlMs);
  };
  return (
    <Dialog title={`Time to live of ${formatPlural(count, 'entry', 'entries')}`} width={440} onClose={onClose}>
      <form className="clear-dialog" onSubmit={onSubmit}>
        <TextInput
          label="Time to live"
          description="Counted from when the answer was recorded: 90 min, 7 days, 12 weeks."
          placeholder="7 days"
          value={text}
          error={text === '' || valid ? null : 'Write a time of a second or more, such as 7 days.'}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        <div className="dialog-buttons">
          <Button variant="default" onClick={() => choose(null)}>
            As in settings
          </Button>
          <Button type="submit" disabled={!valid}>
            Set
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
