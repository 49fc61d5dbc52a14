import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createTray } from '../../electron/tray.ts';
import { trayImage } from '../../electron/tray-image.ts';
import { trayIcons, type TrayAction, type TrayState } from '../../electron/tray-model.ts';
import { pollUntil } from '../support/poll-until.ts';
import { createFakeElectron } from './support/fake-electron.ts';
import { iconsDir, runDesktop, type Desktop } from './support/run-desktop.ts';

const running: TrayState = {
  url: 'http://127.0.0.1:8080',
  problem: null,
  port: 8080,
  mode: 'live',
  today: null,
  login: 'off',
  update: { kind: 'off' },
};

function showTray(platform: NodeJS.Platform, desktop = '') {
  const fake = createFakeElectron();
  const actions: TrayAction[] = [];
  let clicks = 0;
  const view = createTray(
    {
      electron: fake.electron,
      platform,
      icons: iconsDir,
      desktop,
      onAction: (action) => void actions.push(action),
      onClick: () => void (clicks += 1),
    },
    running,
  );
  return { ...fake, view, tray: fake.trays[0]!, actions, clicks: () => clicks };
}

describe('Linux', () => {
  test('the menu is set, and set again after every change, but not when nothing changed', () => {
    const { view, tray } = showTray('linux');
    expect(tray.menus).toHaveLength(1);
    view.render({ ...running });
    expect(tray.menus).toHaveLength(1);
    view.render({ ...running, today: { hits: 1, lookups: 2, dollars: 0 } });
    expect(tray.menus.map((menu) => menu.items[1]?.label)).toEqual(['Today: –', 'Today: 1 hit · 50%']);
  });

  test('the picture follows the state and the colour of the bar', () => {
    const { view, tray, nativeTheme } = showTray('linux', 'KDE');
    expect(basename(tray.image)).toBe('tray-running-on-light.png');
    nativeTheme.shouldUseDarkColors = true;
    nativeTheme.emit('updated');
    expect(basename(tray.image)).toBe('tray-running-on-dark.png');
    view.render({ ...running, url: null });
    expect(basename(tray.image)).toBe('tray-error-on-dark.png');
  });

  test('GNOME’s bar is dark under any theme', () => {
    expect(basename(showTray('linux', 'ubuntu:GNOME').tray.image)).toBe('tray-running-on-dark.png');
  });
});

describe.each(['darwin', 'win32'] as const)('%s', (platform) => {
  test('a left click is the window’s, a right click opens the newest menu', () => {
    const { view, tray, clicks } = showTray(platform);
    tray.emit('click');
    view.render({ ...running, today: { hits: 3, lookups: 3, dollars: 0 } });
    tray.emit('right-click');
    expect(clicks()).toBe(1);
    expect(tray.menus).toEqual([]);
    expect(tray.popUps.map((menu) => menu.items[1]?.label)).toEqual(['Today: 3 hits · 100%']);
  });
});

test('on Windows the taskbar’s colour counts, not the windows’', () => {
  const { tray, nativeTheme } = showTray('win32');
  expect(basename(tray.image)).toBe('tray-running-on-light.ico');
  nativeTheme.shouldUseDarkColorsForSystemIntegratedUI = true;
  nativeTheme.emit('updated');
  expect(basename(tray.image)).toBe('tray-running-on-dark.ico');
});

test('every picture that can be asked for is there', () => {
  const missing = trayIcons.flatMap((icon) =>
    (['linux', 'darwin', 'win32'] as const).flatMap((platform) =>
      [true, false]
        .map((dark) => trayImage(iconsDir, icon, { platform, dark, desktop: '' }))
        .filter((file) => !existsSync(file)),
    ),
  );
  expect(missing).toEqual([]);
});

test('an ampersand in a label stays one', () => {
  const { view, tray } = showTray('linux');
  // No label of ours has one; a host name from the settings could.
  view.render({ ...running, url: 'http://a&b:8080' });
  expect(tray.menus.at(-1)?.items[0]?.label).toBe('● Running on a&&b:8080');
});

describe('what the items do', () => {
  let desktop: Desktop;
  afterEach(() => desktop.stop());

  test('copy puts address and environment of the live port on the clipboard', async () => {
    desktop = await runDesktop();
    const url = desktop.core().url ?? '';
    desktop.chooseInTray('Copy Base URL');
    desktop.chooseInTray('Copy Environment for', 'fish');
    expect(desktop.copied).toEqual([url, expect.stringContaining(`set -gx OPENAI_BASE_URL ${url}/v1`)]);
  });

  test('the mode is set for everything, and shown at once, whoever sets it', async () => {
    desktop = await runDesktop();
    const modes = () => {
      const items = desktop
        .tray()
        .menus.at(-1)
        ?.items.find(({ label }) => label === 'Mode')?.submenu as {
        label: string;
        checked: boolean;
      }[];
      return items.filter(({ checked }) => checked).map(({ label }) => label);
    };
    expect(modes()).toEqual(['Live']);
    desktop.chooseInTray('Mode', 'Replay Only');
    await pollUntil(() => modes()[0] === 'Replay Only');
    expect(basename(desktop.tray().image)).toBe('tray-replaying-on-light.png');
    expect(desktop.settings.read()).toMatchObject({ cache: { mode: 'replay-only' } });
    await desktop.core().call('mode.set', { mode: 'pause' });
    await pollUntil(() => modes()[0] === 'Paused');
    expect(modes()).toEqual(['Paused']);
    expect(basename(desktop.tray().image)).toBe('tray-paused-on-light.png');
  });

  test('starting at login is switched in the system, and shown as the system has it', async () => {
    desktop = await runDesktop({ deps: { env: {} } });
    const checked = () =>
      desktop
        .tray()
        .menus.at(-1)
        ?.items.find(({ label }) => label === 'Start at Login')?.checked === true;
    expect(checked()).toBe(false);
    desktop.chooseInTray('Start at Login');
    await pollUntil(checked);
    const file = join(desktop.home, '.config', 'autostart', 'semcache-desktop.desktop');
    expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/Semcache Desktop/semcache-desktop" --hidden');
    desktop.chooseInTray('Start at Login');
    await pollUntil(() => !checked());
    expect(existsSync(file)).toBe(false);
  });

  test('what the system refuses is logged, and its box is as it was', async () => {
    desktop = await runDesktop({ deps: { env: { XDG_CONFIG_HOME: '/dev/null' } } });
    const before = desktop.tray().menus.length;
    desktop.chooseInTray('Start at Login');
    await pollUntil(() => desktop.tray().menus.length > before);
    expect(
      desktop
        .tray()
        .menus.at(-1)
        ?.items.find(({ label }) => label === 'Start at Login')?.checked,
    ).toBe(false);
    expect(desktop.host.events).toContainEqual(expect.objectContaining({ event: 'tray_action_failed login' }));
  });

  test('quit quits', async () => {
    desktop = await runDesktop();
    desktop.chooseInTray('Quit Semcache');
    expect(await desktop.app.exited).toBe(0);
    expect(desktop.tray().destroyed).toBe(true);
  });

  test('on Windows a click on the icon hides and shows the window', async () => {
    desktop = await runDesktop({ deps: { platform: 'win32' } });
    await new Promise((resolve) => setImmediate(resolve));
    const seen = [desktop.window().visible];
    for (let click = 0; click < 2; click += 1) {
      desktop.tray().emit('click');
      seen.push(desktop.window().visible);
    }
    expect(seen).toEqual([true, false, true]);
  });
});
