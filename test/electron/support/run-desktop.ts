import { join } from 'node:path';
import { runApp } from '../../../electron/app.ts';
import type { AppDeps } from '../../../electron/app-deps.ts';
import type { CorePort, StartCore } from '../../../electron/core-port.ts';
import type { SettingsFile } from '../../../src-core/contracts/settings.ts';
import { startCore, type CoreOptions } from '../../../src-core/index.ts';
import { memorySettings, tempDir, testHost } from '../../support/core-instance.ts';
import { createFakeElectron, type FakeElectron, type FakeTray, type FakeWindow } from './fake-electron.ts';

export const consoleDir = join(import.meta.dirname, '..', 'fixtures', 'console');
export const iconsDir = join(import.meta.dirname, '..', '..', '..', 'build', 'icons');

export interface Desktop extends FakeElectron {
  /** The core that the app started; the real one. */
  core: () => CorePort;
  settings: ReturnType<typeof memorySettings>;
  host: ReturnType<typeof testHost>;
  dataDir: string;
  /** Lines on standard output. */
  printed: string[];
  /** Folder of the user. */
  home: string;
  window: () => FakeWindow;
  tray: () => FakeTray;
  /** Clicks a tray item, given by its labels from the outside in. */
  chooseInTray: (...labels: string[]) => void;
  stop: () => Promise<void>;
}

export interface DesktopOptions {
  settings?: SettingsFile;
  argv?: string[];
  dataDir?: string;
  /** Before Electron is ready. */
  prepare?: (fake: FakeElectron) => void;
  deps?: Partial<AppDeps>;
  /** Stands between the app and the real core. */
  wrapCore?: (core: CorePort) => CorePort;
}

/** Boots the real app on the real core against the fake Electron: a free port, a data folder of its own. */
export async function runDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const fake = createFakeElectron();
  const temp = tempDir();
  const dataDir = options.dataDir ?? join(temp.path, 'data');
  const host = testHost();
  const settings = memorySettings(options.settings);
  const printed: string[] = [];
  let started: CorePort | undefined;
  const start: StartCore = async (coreOptions: CoreOptions) => {
    const core = await startCore(coreOptions);
    started = options.wrapCore?.(core) ?? core;
    return started;
  };

  options.prepare?.(fake);
  const booted = runApp(fake.electron, {
    platform: 'linux',
    argv: options.argv ?? ['--port', '0'],
    env: {},
    version: '0.0.0-test',
    defaultDataDir: dataDir,
    // Tests of the shell have no use for models; those of the models' process bring them.
    modelsDir: null,
    consoleDir,
    host,
    icons: iconsDir,
    windowIcon: join(iconsDir, 'icon.png'),
    preload: '/app/dist/electron/preload.cjs',
    licencesFile: '/app/licences.txt',
    execPath: '/opt/Semcache Desktop/semcache-desktop',
    homeDir: temp.path,
    openUpdateSource: () => Promise.reject(new Error('no source of updates in this test')),
    print: (line) => void printed.push(line),
    startCore: start,
    openSettings: () => settings,
    hasTrayHost: () => Promise.resolve(true),
    ...options.deps,
  });
  fake.app.becomeReady();
  await booted;

  /** Says what ended the boot, when something did. */
  const found = <Value>(value: Value | undefined, what: string): Value => {
    if (value !== undefined) return value;
    throw new Error([`there is no ${what}`, ...fake.errorBoxes.map(({ content }) => content)].join(': '));
  };
  const tray = (): FakeTray => found(fake.trays.at(-1), 'tray');
  return {
    ...fake,
    core: () => found(started, 'core'),
    settings,
    host,
    dataDir,
    printed,
    home: temp.path,
    window: () => found(fake.windows.at(-1), 'window'),
    tray,
    chooseInTray: (...labels) => {
      let items = found(tray().menus.at(-1), 'tray menu').items;
      for (const [depth, label] of labels.entries()) {
        const item = found(
          items.find((candidate) => candidate.label === label),
          `tray item "${label}"`,
        );
        if (item.enabled === false) throw new Error(`tray item "${label}" is disabled`);
        if (depth === labels.length - 1) (item.click as () => void)();
        else items = item.submenu as typeof items;
      }
    },
    stop: async () => {
      if (started !== undefined && fake.app.exitCode === null) {
        fake.app.quit();
        await fake.app.exited;
      }
      temp.remove();
    },
  };
}
