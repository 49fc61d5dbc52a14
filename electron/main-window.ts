import { ipcChannels } from '../src-core/contracts/bridge.ts';
import type { Tick } from '../src-core/contracts/events.ts';
import { consoleOrigin } from './console-address.ts';
import type { ElectronFacade, ShellContents, ShellWindow } from './electron-facade.ts';
import { mainWindowOptions, type WindowLooks } from './window-options.ts';

export interface MainWindow {
  /** Creates the window or brings it to the front; a route such as `/settings` leads there. */
  show: (route?: string) => void;
  hide: () => void;
  /** What a click on the tray icon does. */
  toggle: () => void;
  send: (tick: Tick) => void;
}

export interface MainWindowEvents {
  /** Asked before the window goes; true lets it go. */
  mayClose: () => boolean;
  onCloseAsked: () => void;
  /** Windows ends the user's session; there is little time left. */
  onSessionEnd: () => void;
  onLoadFailed: (error: unknown) => void;
}

type Windows = Pick<ElectronFacade, 'BrowserWindow'>;

/** The one place where windows come from, so that none is without the options that keep its page harmless. */
const newWindow = (electron: Windows, looks: WindowLooks): ShellWindow =>
  new electron.BrowserWindow(mainWindowOptions(looks));

/** The console in a window that nobody sees; resolves when it is loaded. For the self-test, which has no other. */
export async function loadHiddenConsole(electron: Windows, looks: WindowLooks): Promise<ShellContents> {
  const window = newWindow(electron, looks);
  await window.loadURL(`${consoleOrigin}/`);
  return window.webContents;
}

/** Keeps the one window: made at first need, hidden and shown after that. */
export function createMainWindow(electron: Windows, looks: () => WindowLooks, events: MainWindowEvents): MainWindow {
  let window: ShellWindow | null = null;

  const load = (target: ShellWindow, route: string): void => {
    target.loadURL(`${consoleOrigin}/#${route}`).catch((error: unknown) => {
      events.onLoadFailed(error);
      // An empty window that can be closed tells more than none.
      if (!target.isDestroyed()) target.show();
    });
  };

  const create = (route: string): void => {
    const created = newWindow(electron, looks());
    window = created;
    created.once('ready-to-show', () => created.show());
    created.on('close', (event) => {
      if (events.mayClose()) return;
      event.preventDefault();
      events.onCloseAsked();
    });
    created.on('closed', () => {
      window = null;
    });
    created.on('session-end', events.onSessionEnd);
    load(created, route);
  };

  const show = (route?: string): void => {
    if (window === null) {
      create(route ?? '/');
      return;
    }
    if (route !== undefined) load(window, route);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };

  return {
    show,
    hide: () => window?.hide(),
    toggle: () => {
      // A click on the tray takes the focus away first on Windows, so being visible is all that can be asked there.
      if (window?.isVisible() === true && !window.isMinimized()) window.hide();
      else show();
    },
    send: (tick) => {
      if (window !== null && !window.webContents.isDestroyed()) window.webContents.send(ipcChannels.tick, tick);
    },
  };
}
