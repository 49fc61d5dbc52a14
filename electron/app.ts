import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SemcacheError } from '../src-core/contracts/errors.ts';
import type { AppDeps } from './app-deps.ts';
import { appMenu } from './app-menu.ts';
import { guardSession, denyNavigation } from './content-guard.ts';
import { consoleSchemePrivileges, serveConsole } from './console-protocol.ts';
import type { ElectronFacade } from './electron-facade.ts';
import { readLaunchOptions } from './launch-options.ts';
import { utilityModelProcess } from './model-process.ts';
import { openExternalSafe } from './open-external.ts';
import { systemSecretBox } from './secret-box.ts';
import { selfTestAndExit, selfTestFolder } from './self-test-app.ts';
import { openShell } from './shell.ts';

const productName = 'Semcache Desktop';
const copyright = 'Copyright (c) 2026 Semcache Desktop contributors. MIT License.';
/** Groups windows and notifications on Windows; the installer uses the same. */
const appId = 'dev.semcache.desktop';

/** Starts the app, step by step. Resolves once tray and window are there, or the app is on its way out. */
export async function runApp(electron: ElectronFacade, deps: AppDeps): Promise<void> {
  try {
    await boot(electron, deps);
  } catch (error) {
    deps.host.logger.error('start_failed', { error: String(error) });
    electron.dialog.showErrorBox(`${productName} cannot start`, explain(error));
    electron.app.exit(1);
  }
}

async function boot(electron: ElectronFacade, deps: AppDeps): Promise<void> {
  const { app } = electron;
  const { logger } = deps.host;
  const launch = readLaunchOptions(deps.argv, deps.env);
  const dataDir = launch.selfTest ? selfTestFolder() : (launch.dataDir ?? deps.defaultDataDir);
  const profile = join(dataDir, 'window');

  // Electron keeps the lock in userData, so the folder comes first: one instance per data folder.
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setName(productName);
  app.setPath('userData', profile);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }

  let showAsked = !launch.hidden;
  let open = (): void => {
    showAsked = true;
  };
  app.on('second-instance', () => open());
  app.on('activate', () => open());
  // With a listener, the app outlives its window.
  app.on('window-all-closed', () => undefined);
  app.on('web-contents-created', (_event, contents) =>
    denyNavigation(contents, (url) =>
      openExternalSafe(electron.shell, url, (start) => logger.warn('link_refused', { start })),
    ),
  );

  app.enableSandbox();
  app.setAppUserModelId(appId);
  electron.protocol.registerSchemesAsPrivileged([consoleSchemePrivileges]);
  await app.whenReady();

  guardSession(electron.session.defaultSession, !app.isPackaged);
  serveConsole(electron.protocol, deps.consoleDir, (error) =>
    logger.error('console_file_failed', { error: String(error) }),
  );
  if (launch.selfTest) return selfTestAndExit(electron, deps, dataDir);

  app.setAboutPanelOptions({ applicationName: productName, applicationVersion: deps.version, copyright });
  const openLicences = async (): Promise<void> => {
    const problem = await electron.shell.openPath(deps.licencesFile);
    if (problem !== '') logger.warn('licences_not_opened', { error: problem });
  };
  electron.Menu.setApplicationMenu(
    electron.Menu.buildFromTemplate(appMenu(deps.platform, !app.isPackaged, () => void openLicences())),
  );
  // macOS passes no arguments at login, but tells that it was one.
  if (deps.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin) showAsked = false;

  const core = await deps.startCore({
    dataDir,
    host: deps.host,
    settings: deps.openSettings(launch.settingsFile ?? join(dataDir, 'settings.json')),
    overrides: launch.overrides,
    consoleDir: deps.consoleDir,
    modelsDir: deps.modelsDir,
    secretBox: systemSecretBox(electron.safeStorage, deps.platform),
    spawnModels: utilityModelProcess(electron.utilityProcess),
    version: deps.version,
    env: deps.env,
  });
  const shell = await openShell(electron, deps, core, { isHidden: () => !showAsked, profile });
  open = shell.open;
}

/** What the user reads when nothing can run: our own errors say what to do, others at least what happened. */
function explain(error: unknown): string {
  if (error instanceof SemcacheError) return `${error.message}\n\n(${error.code})`;
  return error instanceof Error ? error.message : String(error);
}
