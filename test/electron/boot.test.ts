import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { pollUntil } from '../support/poll-until.ts';
import { chatCompletion, sendJson, startUpstream } from '../support/scripted-upstream.ts';
import { runCore, tempDir, testHost } from '../support/core-instance.ts';
import { runDesktop, type Desktop, type DesktopOptions } from './support/run-desktop.ts';

let desktop: Desktop | undefined;
const run = async (options?: DesktopOptions): Promise<Desktop> => (desktop = await runDesktop(options));

afterEach(async () => {
  await desktop?.stop();
  desktop = undefined;
});

describe('boot', () => {
  test('what must precede readiness does, and the lock precedes everything that opens something', async () => {
    const { app, schemes } = await run();
    expect(app.calls).toEqual([
      'setName Semcache Desktop',
      'setPath userData',
      'requestSingleInstanceLock',
      'enableSandbox',
      'setAppUserModelId',
      'registerSchemesAsPrivileged',
      'whenReady',
    ]);
    expect(schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  test('window, tray and one IPC channel come up around a listening core', async () => {
    const { window, tray, channels, core, dataDir, app, applicationMenu } = await run();
    expect(window().urls).toEqual(['app://semcache/#/']);
    await pollUntil(() => window().visible);
    expect(tray().toolTip).toBe(`Semcache: Running on ${new URL(core().url ?? '').host}`);
    expect(channels()).toEqual(['semcache:call']);
    expect(app.paths.get('userData')).toBe(join(dataDir, 'window'));
    expect(applicationMenu()?.items.map((item) => item.role ?? item.label)).toEqual([
      '&File',
      'editMenu',
      '&View',
      'windowMenu',
      'help',
    ]);
  });

  test('a request through the proxy is served, repeated from the cache, and shown in window and tray', async () => {
    const upstream = await startUpstream((_, response) => sendJson(response, chatCompletion('from upstream')));
    const { core, window, tray } = await run({
      settings: { proxy: { defaultUpstream: 'here' }, upstreams: [{ name: 'here', baseUrl: upstream.url }] },
      deps: { host: { ...testHost(), clock: realClock } },
    });
    const ask = () =>
      fetch(`${String(core().url)}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer key' },
        body: JSON.stringify({ model: 'gpt-test', messages: [{ role: 'user', content: 'hello' }] }),
      });
    const first = await ask();
    expect(await first.json()).toMatchObject({ choices: [{ message: { content: 'from upstream' } }] });
    expect(first.headers.get('x-cache-status')).toBe('miss');
    const status = await pollUntil(async () => {
      const again = await ask();
      await again.arrayBuffer();
      return again.headers.get('x-cache-status') === 'hit' && 'hit';
    });
    expect(status).toBe('hit');
    await pollUntil(() => window().webContents.sent.some(({ channel }) => channel === 'semcache:tick'));
    await pollUntil(() => tray().menus.at(-1)?.items[1]?.label?.startsWith('Today: 1 hit'));
    await upstream.close();
  });
});

const realClock = { now: Date.now, monotonic: () => performance.now() };

describe('one instance per data folder', () => {
  test('the loser quits without opening window, tray, port or data', async () => {
    const { app, windows, trays, channels, dataDir, core } = await run({
      prepare: (fake) => {
        fake.app.hasLock = false;
      },
    });
    expect(app.exitCode).toBe(0);
    expect({ windows, trays, channels: channels() }).toEqual({ windows: [], trays: [], channels: [] });
    expect(core).toThrow('there is no core');
    expect(readdirSync(dataDir)).toEqual(['window']);
  });

  test('starting it again brings the window of the first to the front', async () => {
    const { app, windows, window } = await run({ argv: ['--port', '0', '--hidden'] });
    expect(windows).toEqual([]);
    app.emit('second-instance');
    await pollUntil(() => windows.length === 1 && window().visible);
    window().hide();
    app.emit('second-instance');
    expect({ visible: window().visible, count: windows.length }).toEqual({ visible: true, count: 1 });
  });

  test('a second start while the first still boots shows the window once there is one', async () => {
    const { windows } = await run({
      argv: ['--port', '0', '--hidden'],
      prepare: (fake) => {
        void fake.app.whenReady().then(() => fake.app.emit('second-instance'));
      },
    });
    expect(windows).toHaveLength(1);
  });

  test('a headless Semcache that owns the folder is named, and the app ends', async () => {
    const temp = tempDir();
    const owner = await runCore({}, { dataDir: temp.path });
    const { app, errorBoxes, windows } = await run({ dataDir: temp.path });
    expect(app.exitCode).toBe(1);
    expect(windows).toEqual([]);
    expect(errorBoxes).toEqual([
      { title: 'Semcache Desktop cannot start', content: expect.stringContaining(`process ${process.pid}`) },
    ]);
    expect(errorBoxes[0]?.content).toContain('(data_dir_in_use)');
    await owner.stop();
    temp.remove();
  });
});

describe('starting hidden', () => {
  test('with a tray, no window is made until someone asks', async () => {
    const { windows, chooseInTray, window } = await run({ argv: ['--port', '0', '--hidden'] });
    expect(windows).toEqual([]);
    chooseInTray('Open Semcache');
    await pollUntil(() => window().visible);
  });

  test('on a desktop that shows no tray the window opens all the same', async () => {
    const { windows } = await run({
      argv: ['--port', '0', '--hidden'],
      deps: { hasTrayHost: () => Promise.resolve(false) },
    });
    expect(windows).toHaveLength(1);
  });
});

describe('flags', () => {
  test('--data-dir chooses the folder, before Electron keeps anything anywhere else', async () => {
    const temp = tempDir();
    const { app } = await run({ argv: ['--port', '0', '--data-dir', temp.path] });
    expect(app.paths.get('userData')).toBe(join(temp.path, 'window'));
    expect(existsSync(join(temp.path, 'salt'))).toBe(true);
    await desktop?.stop();
    temp.remove();
  });

  test('a port that is none ends the start with an explanation', async () => {
    const { app, errorBoxes } = await run({ argv: ['--port', 'many'] });
    expect(app.exitCode).toBe(1);
    expect(errorBoxes[0]?.content).toMatch(/number/);
  });
});

describe('macOS', () => {
  test('a click on the Dock shows the window', async () => {
    const { app, window } = await run({ deps: { platform: 'darwin' } });
    await pollUntil(() => window().visible);
    window().hide();
    app.emit('activate');
    expect(window().visible).toBe(true);
  });

  test('the menu has the roles that copy, paste and quit hang on', async () => {
    const { applicationMenu } = await run({ deps: { platform: 'darwin' } });
    expect(applicationMenu()?.items.map((item) => item.role ?? item.label)).toEqual([
      'appMenu',
      'editMenu',
      'View',
      'windowMenu',
      'help',
    ]);
  });
});

test('help shows the licences of what is shipped, and what the app is', async () => {
  const { applicationMenu, openedPaths, app } = await run();
  const help = applicationMenu()?.items.at(-1)?.submenu as { role?: string; label?: string; click?: () => void }[];
  expect(help.map(({ role, label }) => role ?? label)).toEqual(['about', 'Third-Party Licences']);
  help[1]?.click?.();
  expect(openedPaths).toEqual(['/app/licences.txt']);
  expect(app.about).toMatchObject({ applicationName: 'Semcache Desktop', applicationVersion: '0.0.0-test' });
});

test('macOS tells that it was a login, and then no window opens by itself', async () => {
  const { windows, app } = await run({
    deps: { platform: 'darwin' },
    prepare: (fake) => {
      fake.app.loginItem = { openAtLogin: true, status: 'enabled', wasOpenedAtLogin: true };
    },
  });
  expect(windows).toEqual([]);
  app.emit('activate');
  expect(windows).toHaveLength(1);
});
