import type { ElectronFacade } from './electron-facade.ts';
import { autostartFile } from './autostart-file.ts';
import type { LoginItem } from './login-state.ts';

/** What the app is started with at login, so that it stays in the tray. macOS passes no arguments: `wasOpenedAtLogin`. */
const loginArguments = ['--hidden'];

export interface LoginItemParts {
  app: Pick<ElectronFacade['app'], 'getLoginItemSettings' | 'isPackaged' | 'setLoginItemSettings'>;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Program that runs now. */
  execPath: string;
  homeDir: string;
}

export function createLoginItem({ app, platform, env, execPath, homeDir }: LoginItemParts): LoginItem {
  if (!app.isPackaged) return { read: () => 'unavailable', write: () => undefined };
  if (platform === 'linux') {
    // An AppImage runs from a mount that is gone after the login; APPIMAGE is the file itself.
    const program = env['APPIMAGE'] ?? execPath;
    const folder = env['XDG_CONFIG_HOME'] ?? `${homeDir}/.config`;
    return autostartFile(`${folder}/autostart`, [program, ...loginArguments]);
  }
  const query = platform === 'win32' ? { args: loginArguments } : {};
  return {
    read: () => {
      const { openAtLogin, status } = app.getLoginItemSettings(query);
      if (platform === 'darwin' && status === 'requires-approval') return 'waiting';
      return openAtLogin ? 'on' : 'off';
    },
    write: (on) => app.setLoginItemSettings({ openAtLogin: on, ...query }),
  };
}
