import { ActionIcon, useComputedColorScheme } from '@mantine/core';
import { Moon, Sun } from 'lucide-react';
import { useSetTheme } from './use-set-theme.ts';

/** Turns light into dark and back. */
export function ThemeToggle() {
  const setTheme = useSetTheme();
  const current = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const next = current === 'light' ? 'dark' : 'light';
  return (
    <ActionIcon aria-label={`Switch to ${next} theme`} title={`Switch to ${next} theme`} onClick={() => setTheme(next)}>
      {next === 'dark' ? <Moon size={16} aria-hidden /> : <Sun size={16} aria-hidden />}
    </ActionIcon>
  );
}
