import type { MantineColorScheme } from '@mantine/core';
import type { Settings } from '../../../src-core/contracts/settings.ts';

const schemeOf: Record<Settings['window']['theme'], MantineColorScheme> = {
  system: 'auto',
  light: 'light',
  dark: 'dark',
};

/** Mantine says `auto` for what settings call `system`. */
export const toScheme = (setting: Settings['window']['theme']): MantineColorScheme => schemeOf[setting];
