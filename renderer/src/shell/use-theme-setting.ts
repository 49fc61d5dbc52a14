import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { toScheme } from '../theme/color-scheme.ts';

/** Follows the theme of the settings, whoever changes it. */
export function useThemeSetting(): void {
  const settings = useOperation('settings.get', {});
  const { setColorScheme } = useMantineColorScheme();
  const theme = settings.data?.settings.window.theme;
  useEffect(() => {
    if (theme !== undefined) setColorScheme(toScheme(theme));
  }, [theme, setColorScheme]);
}
