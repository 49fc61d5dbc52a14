import type { MantineColorScheme } from '@mantine/core';
import type { Settings } from '../../../src-core/contracts/settings.ts';

export type ThemeSetting = Settings['window']['theme'];

const schemeOf: Record<ThemeSetting, MantineColorScheme> = { system: 'auto', light: 'light', dark: 'dark' };
const settingOf: Record<MantineColorScheme, ThemeSetting> = { auto: 'system', light: 'light', dark: 'dark' };

/** Mantine says `auto` for what settings call `system`. */
export const toScheme = (setting: ThemeSetting): MantineColorScheme => schemeOf[setting];
export const toThemeSetting = (scheme: MantineColorScheme): ThemeSetting => settingOf[scheme];
