import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Moon, Sun } from 'lucide-react';
import { useCommand } from '../client/use-operation.ts';

/** Turns light into dark and back, here at once and in the settings for next time. */
export function ThemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const current = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const save = useCommand('settings.set', ['settings.get']);
  const next = current === 'light' ? 'dark' : 'light';
  return (
    <ActionIcon
      aria-label={`Switch to ${next} theme`}
      title={`Switch to ${next} theme`}
      onClick={() => {
        setColorScheme(next);
        save.mutate({ patch: { window: { theme: next } } });
      }}
    >
      {next === 'dark' ? <Moon size={16} aria-hidden /> : <Sun size={16} aria-hidden />}
    </ActionIcon>
  );
}
