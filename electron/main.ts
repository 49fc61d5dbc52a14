import { homedir } from 'node:os';
import { join } from 'node:path';
import * as electron from 'electron';
import { createNodeHost, defaultDataDir, findPackage, startCore } from '../src-core/index.ts';
import { runApp } from './app.ts';
import { electronStoreBackend } from './settings-backend.ts';
import { hasTrayHost } from './tray-host.ts';
import { openUpdateSource } from './update-source.ts';

const { root, version, consoleDir, modelsDir } = findPackage(import.meta.dirname);
const icons = join(root, 'build', 'icons');
const host = createNodeHost('info');
/** Packed, models and licences lie beside the archive. */
const resources = electron.app.isPackaged ? process.resourcesPath : null;

// Not awaited: Electron is not ready before its entry file has been evaluated.
// https://www.electronjs.org/docs/latest/tutorial/esm#you-must-use-await-generously-before-the-apps-ready-event
void runApp(electron, {
  platform: process.platform,
  argv: process.argv.slice(electron.app.isPackaged ? 1 : 2),
  env: process.env,
  version,
  defaultDataDir: defaultDataDir(),
  consoleDir,
  modelsDir: resources === null ? modelsDir : join(resources, 'models'),
  licencesFile: join(resources ?? join(root, 'dist'), 'licences.txt'),
  host,
  execPath: process.execPath,
  homeDir: homedir(),
  icons,
  windowIcon: join(icons, 'icon.png'),
  preload: join(root, 'dist', 'electron', 'preload.cjs'),
  print: (line) => void process.stdout.write(`${line}\n`),
  startCore,
  openSettings: electronStoreBackend,
  hasTrayHost,
  openUpdateSource: () => openUpdateSource(resources, process.env, host.logger),
});
