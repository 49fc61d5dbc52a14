import { Button } from '@mantine/core';
import { formatPlural } from '../model/format-number.ts';

interface SelectionBarProps {
  count: number;
  onPin: (pinned: boolean) => void;
  onTtl: () => void;
  onExpire: () => void;
  onDelete: () => void;
  onNone: () => void;
}

/** What can be done with all selected entries at once. */
export function SelectionBar({ count, onPin, onTtl, onExpire, onDelete, onNone }: SelectionBarProps) {
  return (
    <section className="selection-bar" aria-label="Selected entries">
      <span>{formatPlural(count, 'entry', 'entries')} selected</span>
      <Button variant="default" onClick={() => onPin(true)}>
        Pin
      </Button>
      <Button variant="default" onClick={() => onPin(false)}>
        Unpin
      </Button>
      <Button variant="default" onClick={onTtl}>
        Time to live…
      </Button>
      <Button variant="default" onClick={onExpire}>
        Expire now
      </Button>
      <Button variant="filled" color="danger" onClick={onDelete}>
        Delete
      </Button>
      <Button variant="subtle" color="gray" onClick={onNone}>
        Select none
      </Button>
    </section>
  );
}
