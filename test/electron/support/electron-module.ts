import { existsSync } from 'node:fs';
import { pollUntil } from '../../support/poll-until.ts';
import { createFakeElectron } from './fake-electron.ts';

/** Stands in for the module `electron` in a process of its own: see main-entry.test.ts. */
const fake = createFakeElectron();
const userData = (): string => fake.app.paths.get('userData') ?? '';
export default {
  ...fake.electron,
  app: Object.assign(fake.app, { isPackaged: false, getPath: userData, getVersion: () => '0.0.0' }),
};
export const {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  Tray,
  utilityProcess,
} = fake.electron;

fake.app.becomeReady();
process.on('SIGTERM', () => fake.app.quit());
void fake.app.exited.then((code) => process.exit(code));

/** Tells the test, once the window shows, what the app made of its surroundings. */
async function report(): Promise<void> {
  await pollUntil(() => fake.windows[0]?.visible);
  const { options, urls } = fake.windows[0]!;
  const files = [options.icon, fake.trays[0]?.image].map(String);
  const seen = {
    missing: files.filter((file) => !existsSync(file)),
    preload: options.webPreferences?.preload,
    devTools: options.webPreferences?.devTools,
    urls,
    channels: fake.channels(),
    userData: userData(),
    status: await fake.invoke('semcache:call', ['status.get', {}]),
    settings: await fake.invoke('semcache:call', ['settings.set', { patch: { window: { theme: 'dark' } } }]),
  };
  process.stdout.write(`${JSON.stringify(seen)}\n`);
}
void report();
