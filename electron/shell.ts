import type { Host } from '../src-core/index.ts';
import { closeBehaviour } from './close-behaviour.ts';
import type { CorePort } from './core-port.ts';
import type { ElectronFacade } from './electron-facade.ts';
import { handleCalls } from './ipc.ts';
import { createMainWindow } from './main-window.ts';
import { resolvePortConflict } from './port-conflict.ts';
import { createShutdown } from './shutdown.ts';
import type { TrayAction } from './tray-model.ts';
import { ask, unknownTrayState } from './tray-state.ts';
import { startTrayUpdates } from './tray-updates.ts';
import { createTray } from './tray.ts';

export interface ShellDeps {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  host: Host;
  /** Folder of the pictures, and the built preload script. */
  icons: string;
  windowIcon: string;
  preload: string;
  hasTrayHost: (platform: NodeJS.Platform) => Promise<boolean>;
}

export interface Shell {
  /** Shows the window, unless the app is on its way out. */
  open: () => void;
}

/** Puts tray and window around a running core. `isHidden` is asked last: another start may have wished to see it. */
export async function openShell(
  electron: ElectronFacade,
  deps: ShellDeps,
  core: CorePort,
  isHidden: () => boolean,
): Promise<Shell> {
  const { app } = electron;
  const { logger, clock } = deps.host;
  const note = (event: string) => (error: unknown) => logger.warn(event, { error: String(error) });

  const window = createMainWindow(
    electron,
    () => ({
      preload: deps.preload,
      icon: deps.windowIcon,
      dark: electron.nativeTheme.shouldUseDarkColors,
      devTools: !app.isPackaged,
    }),
    {
      mayClose: () => shutdown.started,
      onCloseAsked: () => void closeOrHide().catch(note('close_failed')),
      onSessionEnd: () => shutdown.begin(),
      onLoadFailed: note('console_not_loaded'),
    },
  );

  const closeOrHide = async (): Promise<void> => {
    const { settings } = await ask(core, 'settings.get', {});
    const trayVisible = await deps.hasTrayHost(deps.platform);
    if (closeBehaviour(settings.window.closeToTray, trayVisible) === 'hide') window.hide();
    else app.quit();
  };

  let resolving = false;
  const resolvePort = async (): Promise<void> => {
    if (resolving) return;
    resolving = true;
    try {
      const { settings } = await ask(core, 'settings.get', {});
      await resolvePortConflict({
        dialog: electron.dialog,
        core,
        port: settings.proxy.port,
        openSettings: () => window.show('/settings'),
        copyText,
        onChange: () => updates.showPort(),
      });
    } finally {
      resolving = false;
    }
  };

  const copyText = (text: string): void => void electron.clipboard.writeText(text).catch(note('copy_failed'));
  const onAction = (action: TrayAction): void => {
    switch (action.kind) {
      case 'open':
        return open();
      case 'copy':
        return copyText(action.text);
      case 'resolve-port':
        return void resolvePort().catch(note('port_dialog_failed'));
      case 'quit':
        return app.quit();
    }
  };

  const tray = createTray(
    {
      electron,
      platform: deps.platform,
      icons: deps.icons,
      desktop: deps.env['XDG_CURRENT_DESKTOP'] ?? '',
      onAction,
      onClick: () => window.toggle(),
    },
    unknownTrayState(core),
  );
  const updates = startTrayUpdates(core, tray, clock.now, note('tray_state_failed'));

  const shutdown = createShutdown({
    exit: (code) => {
      // Windows leaves the icon of a process that is gone until the pointer passes over it.
      tray.destroy();
      app.exit(code);
    },
    close: core.close,
    onStart: () => {
      window.hide();
      updates.stop();
      unsubscribe();
    },
    onFailure: note('close_failed'),
    monotonic: clock.monotonic,
  });
  app.on('before-quit', shutdown.onBeforeQuit);
  electron.powerMonitor.on('shutdown', shutdown.begin);

  handleCalls(electron.ipcMain, core, (operation, error) => note(`operation_failed ${operation}`)(error));
  const unsubscribe = core.subscribe((tick) => {
    window.send(tick);
    updates.request();
  });

  const open = (): void => {
    if (!shutdown.started) window.show();
  };

  // Started out of sight with nothing to bring it back: https://github.com/bpozdena/OneDriveGUI/issues/41
  const trayVisible = await deps.hasTrayHost(deps.platform);
  if (!isHidden() || !trayVisible) open();
  if (core.url === null) void resolvePort().catch(note('port_dialog_failed'));
  return { open };
}
