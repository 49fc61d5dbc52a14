import { useMantineColorScheme } from '@mantine/core';
import type { Settings } from '../../../src-core/contracts/settings.ts';
import { useAction } from '../client/use-action.ts';
import { toScheme } from '../theme/color-scheme.ts';

/** Sets the theme here at once, and in the settings for next time. */
export function useSetTheme(): (theme: Settings['window']['theme']) => void {
  const { setColorScheme } = useMantineColorScheme();
  const act = useAction();
  return (theme) => {
    setColorScheme(toScheme(theme));
    act('settings.set', { patch: { window: { theme } } }, { refresh: ['settings.get'] });
  };
}
