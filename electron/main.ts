import { join } from 'node:path';
import * as electron from 'electron';
import { createNodeHost, defaultDataDir, findPackage, startCore } from '../src-core/index.ts';
import { runApp } from './app.ts';
import { electronStoreBackend } from './settings-backend.ts';
import { hasTrayHost } from './tray-host.ts';

const { root, version, consoleDir, modelsDir } = findPackage(import.meta.dirname);
const icons = join(root, 'build', 'icons');
// Packed, the models lie beside the archive.
const packedModels = electron.app.isPackaged ? join(process.resourcesPath, 'models') : null;

// Not awaited: Electron is not ready before its entry file has been evaluated.
// https://www.electronjs.org/docs/latest/tutorial/esm#you-must-use-await-generously-before-the-apps-ready-event
void runApp(electron, {
  platform: process.platform,
  argv: process.argv.slice(electron.app.isPackaged ? 1 : 2),
  env: process.env,
  version,
  defaultDataDir: defaultDataDir(),
  consoleDir,
  modelsDir: packedModels ?? modelsDir,
  host: createNodeHost('info'),
  icons,
  windowIcon: join(icons, 'icon.png'),
  preload: join(root, 'dist', 'electron', 'preload.cjs'),
  startCore,
  openSettings: electronStoreBackend,
  hasTrayHost,
});
