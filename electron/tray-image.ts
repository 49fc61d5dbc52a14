import { join } from 'node:path';
import type { TrayIcon } from './tray-model.ts';

export interface TrayLooks {
  platform: NodeJS.Platform;
  /** Colour of the system's bars, as far as Electron knows it. */
  dark: boolean;
  /** `XDG_CURRENT_DESKTOP` on Linux. */
  desktop: string;
}

/**
 * The picture for a state. macOS tints a template image by itself; Windows wants an .ico with every size; elsewhere
 * nothing is inverted, so there is one for dark and one for light bars. https://www.electronjs.org/docs/latest/api/tray
 */
export function trayImage(folder: string, icon: TrayIcon, { platform, dark, desktop }: TrayLooks): string {
  if (platform === 'darwin') return join(folder, `tray-${icon}-Template.png`);
  // GNOME's top bar is dark whatever theme the windows have.
  const bar = dark || (platform === 'linux' && /\b(GNOME|Unity)\b/i.test(desktop)) ? 'dark' : 'light';
  return join(folder, `tray-${icon}-on-${bar}.${platform === 'win32' ? 'ico' : 'png'}`);
}
