import { ActionIcon, Button } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useCopy } from './use-copy.ts';

/** Copies a text and says so in its own place. Without `label`, an icon named `title`. */
export function CopyButton({ text, label, title }: { text: string; label?: string; title: string }) {
  const { state, copy } = useCopy();
  const done = state === 'copied';
  const icon = done ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />;
  const words = state === 'failed' ? 'Copying failed' : done ? 'Copied' : (label ?? title);
  if (label === undefined) {
    return (
      <ActionIcon aria-label={words} title={words} onClick={() => copy(text)} data-copied={done}>
        {icon}
      </ActionIcon>
    );
  }
  return (
    <Button variant="default" leftSection={icon} title={title} onClick={() => copy(text)} data-copied={done}>
      <span aria-live="polite">{words}</span>
    </Button>
  );
}
