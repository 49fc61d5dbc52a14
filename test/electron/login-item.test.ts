import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLoginItem, type LoginItemParts } from '../../electron/login-item.ts';
import { tempDir } from '../support/core-instance.ts';
import { createFakeElectron } from './support/fake-electron.ts';

let temp: ReturnType<typeof tempDir>;
beforeEach(() => {
  temp = tempDir();
});
afterEach(() => temp.remove());

const item = (platform: NodeJS.Platform, change: Partial<LoginItemParts> = {}) => {
  const { app } = createFakeElectron();
  const login = createLoginItem({
    app,
    platform,
    env: {},
    execPath: '/usr/bin/semcache-desktop',
    homeDir: temp.path,
    ...change,
  });
  return { app, login };
};

describe('on Linux', () => {
  const file = () => join(temp.path, '.config', 'autostart', 'semcache-desktop.desktop');

  test('a file in the folder that desktops read', () => {
    const { login } = item('linux');
    expect(login.read()).toBe('off');
    login.write(true);
    expect(login.read()).toBe('on');
    expect(readFileSync(file(), 'utf8')).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Semcache Desktop',
        'Exec=/usr/bin/semcache-desktop --hidden',
        'Terminal=false',
        '',
      ].join('\n'),
    );
    login.write(false);
    expect(existsSync(file())).toBe(false);
    expect(login.read()).toBe('off');
    login.write(false);
  });

  test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'an entry that its owner turned off by %s is off',
    (line) => {
      const { login } = item('linux');
      login.write(true);
      writeFileSync(file(), `${readFileSync(file(), 'utf8')}${line}\n`);
      expect(login.read()).toBe('off');
    },
  );

  test('an AppImage is started by its own file; after it has moved, the entry starts nothing', () => {
    const at = (APPIMAGE: string) =>
      item('linux', { env: { APPIMAGE }, execPath: '/tmp/.mount_x/semcache-desktop' }).login;
    at('/home/a/Semcache.AppImage').write(true);
    expect(readFileSync(file(), 'utf8')).toContain('Exec=/home/a/Semcache.AppImage --hidden\n');
    expect(at('/home/a/Semcache.AppImage').read()).toBe('on');
    expect(at('/home/a/Apps/Semcache.AppImage').read()).toBe('off');
  });

  test.each([
    ['/opt/a b/app', String.raw`"/opt/a b/app"`],
    ['/opt/a"b/app', String.raw`"/opt/a\\"b/app"`],
    ['/opt/$HOME/`x`', '"/opt/\\\\$HOME/\\\\`x\\\\`"'],
    ['/opt/100%/app', '"/opt/100%%/app"'],
  ])('a path %s reaches the desktop whole', (execPath, quoted) => {
    const { login } = item('linux', { execPath });
    login.write(true);
    expect(readFileSync(file(), 'utf8')).toContain(`Exec=${quoted} --hidden\n`);
  });

  test('the folder that the environment names counts', () => {
    const folder = join(temp.path, 'elsewhere');
    mkdirSync(folder);
    item('linux', { env: { XDG_CONFIG_HOME: folder } }).login.write(true);
    expect(existsSync(join(folder, 'autostart', 'semcache-desktop.desktop'))).toBe(true);
  });
});

test('Windows is asked for the entry with our argument, since one without would open the window', () => {
  const { app, login } = item('win32');
  login.write(true);
  expect(app.calls).toEqual(['setLoginItemSettings {"openAtLogin":true,"args":["--hidden"]}']);
  expect(login.read()).toBe('on');
  expect(app.loginQueries).toEqual([{ args: ['--hidden'] }]);
});

test('macOS may wait for its owner’s approval', () => {
  const { app, login } = item('darwin');
  login.write(true);
  expect(app.calls).toEqual(['setLoginItemSettings {"openAtLogin":true}']);
  app.loginItem = { openAtLogin: true, status: 'requires-approval', wasOpenedAtLogin: false };
  expect(login.read()).toBe('waiting');
  app.loginItem = { openAtLogin: false, status: 'not-registered', wasOpenedAtLogin: false };
  expect(login.read()).toBe('off');
});

test('an app that was not packed would start Electron without an app', () => {
  const { app } = createFakeElectron();
  app.isPackaged = false;
  const login = item('linux', { app }).login;
  login.write(true);
  expect([login.read(), existsSync(join(temp.path, '.config'))]).toEqual(['unavailable', false]);
});
