import type { Host } from '../src-core/index.ts';
import { closeBehaviour } from './close-behaviour.ts';
import type { CorePort } from './core-port.ts';
import type { ElectronFacade } from './electron-facade.ts';
import { handleCalls } from './ipc.ts';
import { createLoginItem } from './login-item.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';
import { isFirstTime, showNotice } from './notices.ts';
import { createPortResolver } from './port-resolver.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import type { TrayAction } from './tray-model.ts';
import { ask, unknownTrayState } from './tray-state.ts';
import { startTrayUpdates } from './tray-updates.ts';
import { createTray } from './tray.ts';
import { createUpdates, type UpdateSource } from './updates.ts';

export interface ShellDeps {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  host: Host;
  /** Program that runs, and its user's folder: what starting at login is about. */
  execPath: string;
  homeDir: string;
  /** Folder of the pictures, and the built preload script. */
  icons: string;
  windowIcon: string;
  preload: string;
  hasTrayHost: (platform: NodeJS.Platform) => Promise<boolean>;
  openUpdateSource: () => Promise<UpdateSource>;
}

export interface ShellOptions {
  /** Asked last: another start may have wished to see the window. */
  isHidden: () => boolean;
  /** Electron's own folder, where it is remembered what was said once. */
  profile: string;
}

export interface Shell {
  /** Shows the window, unless the app is on its way out. */
  open: () => void;
}

/** Puts tray and window around a running core. */
export async function openShell(
  electron: ElectronFacade,
  deps: ShellDeps,
  core: CorePort,
  { isHidden, profile }: ShellOptions,
): Promise<Shell> {
  const { app } = electron;
  const { logger, clock } = deps.host;
  const note = (event: string) => (error: unknown) => logger.warn(event, { error: String(error) });

  const window: MainWindow = createMainWindow(
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
    if (closeBehaviour(settings.window.closeToTray, trayVisible) === 'quit') {
      app.quit();
      return;
    }
    window.hide();
    if (!isFirstTime(profile, 'said-that-it-goes-on')) return;
    const body = 'The proxy goes on. The tray icon brings the window back; its menu ends Semcache.';
    showNotice(electron, { title: 'Semcache is still running', body, onClick: () => open() }, note('notice_failed'));
  };

  const copyText = (text: string): void => void electron.clipboard.writeText(text).catch(note('copy_failed'));
  const resolvePort = createPortResolver({
    dialog: electron.dialog,
    core,
    openSettings: () => window.show('/settings'),
    copyText,
    onChange: () => refresh.showNow(),
    onFailure: note('port_dialog_failed'),
  });
  const login = createLoginItem({ ...deps, app });
  const updates = createUpdates({
    mode: async () => (await ask(core, 'settings.get', {})).settings.updates.check,
    openSource: deps.openUpdateSource,
    onChange: () => refresh.showNow(),
    onReady: (version) =>
      showNotice(
        electron,
        { title: `Semcache ${version} is ready`, body: 'The tray’s menu restarts it.', onClick: () => open() },
        note('notice_failed'),
      ),
    repeat,
  });

  const perform = async (action: TrayAction): Promise<void> => {
    switch (action.kind) {
      case 'open':
        open();
        break;
      case 'copy':
        copyText(action.text);
        break;
      case 'mode':
        await ask(core, 'mode.set', { mode: action.mode });
        break;
      case 'login':
        login.write(action.on);
        break;
      case 'resolve-port':
        resolvePort();
        break;
      case 'download-update':
        updates.download();
        break;
      case 'install-update':
        if (updates.install !== null) shutdown.begin(updates.install);
        break;
      case 'quit':
        app.quit();
        break;
    }
  };
  const shellState = () => ({ login: login.read(), update: updates.state });

  const tray = createTray(
    {
      electron,
      platform: deps.platform,
      icons: deps.icons,
      desktop: deps.env['XDG_CURRENT_DESKTOP'] ?? '',
      onAction: (action) =>
        void perform(action)
          .catch(note(`tray_action_failed ${action.kind}`))
          .finally(() => refresh.showNow()),
      onClick: () => window.toggle(),
    },
    { ...unknownTrayState(core), ...shellState() },
  );
  const refresh = startTrayUpdates(core, tray, shellState, clock.now, note('tray_state_failed'));

  const shutdown: Shutdown = createShutdown({
    exit: (code) => {
      // Windows leaves the icon of a process that is gone until the pointer passes over it.
      tray.destroy();
      app.exit(code);
    },
    close: core.close,
    onStart: () => {
      window.hide();
      updates.stop();
      refresh.stop();
      unsubscribe();
    },
    onFailure: note('close_failed'),
    monotonic: clock.monotonic,
  });
  app.on('before-quit', shutdown.onBeforeQuit);
  electron.powerMonitor.on('shutdown', () => shutdown.begin());

  handleCalls(electron.ipcMain, core, (operation, error) => note(`operation_failed ${operation}`)(error));
  const unsubscribe = core.subscribe((tick) => {
    window.send(tick);
    if (tick.topics.includes('settings')) {
      updates.apply();
      refresh.showNow();
    }
    refresh.request();
  });

  const open = (): void => {
    if (!shutdown.started) window.show();
  };

  // Started out of sight with nothing to bring it back: https://github.com/bpozdena/OneDriveGUI/issues/41
  const trayVisible = await deps.hasTrayHost(deps.platform);
  if (!isHidden() || !trayVisible) open();
  if (core.url === null) resolvePort();
  updates.apply();
  return { open };
}

function repeat(task: () => void, ms: number): { stop: () => void } {
  const timer = setInterval(task, ms).unref();
  return { stop: () => clearInterval(timer) };
}
