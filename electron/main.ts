import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as electron from 'electron';
import envPaths from 'env-paths';
import { z } from 'zod';
import { createNodeHost, startCore } from '../src-core/index.ts';
import { runApp } from './app.ts';
import { electronStoreBackend } from './settings-backend.ts';
import { hasTrayHost } from './tray-host.ts';

/** Folder of package.json: two up in the build and in the packaged app, one up in the sources. */
function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

const root = findRoot(import.meta.dirname);
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const consoleDir = join(root, 'dist', 'renderer');
const icons = join(root, 'build', 'icons');

// Not awaited: Electron is not ready before its entry file has been evaluated.
// https://www.electronjs.org/docs/latest/tutorial/esm#you-must-use-await-generously-before-the-apps-ready-event
void runApp(electron, {
  platform: process.platform,
  argv: process.argv.slice(electron.app.isPackaged ? 1 : 2),
  env: process.env,
  version,
  defaultDataDir: envPaths('Semcache', { suffix: '' }).data,
  consoleDir: existsSync(join(consoleDir, 'index.html')) ? consoleDir : null,
  host: createNodeHost('info'),
  icons,
  windowIcon: join(icons, 'icon.png'),
  preload: join(root, 'dist', 'electron', 'preload.cjs'),
  startCore,
  openSettings: electronStoreBackend,
  hasTrayHost,
});
