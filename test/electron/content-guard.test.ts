import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayOpenExternally } from '../../electron/open-external.ts';
import { cancellable } from './support/fake-electron.ts';
import { runDesktop, type Desktop } from './support/run-desktop.ts';

let desktop: Desktop;
beforeAll(async () => {
  desktop = await runDesktop();
});
afterAll(() => desktop.stop());

const elsewhere = [
  'https://example.com/',
  'http://127.0.0.1:8080/',
  'file:///etc/passwd',
  'app://semcache.evil/',
  'app://evil/',
  'javascript:alert(1)',
  'data:text/html,hi',
  'about:blank',
];

describe('the page can go nowhere', () => {
  describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', (event) => {
    test.each(elsewhere)('to %s is prevented', (url) => {
      const details = cancellable({ url });
      desktop.window().webContents.emit(event, details);
      expect(details.defaultPrevented).toBe(true);
    });

    test('within the console is allowed', () => {
      const details = cancellable({ url: 'app://semcache/#/traffic' });
      desktop.window().webContents.emit(event, details);
      expect(details.defaultPrevented).toBe(false);
    });
  });

  test('no webview is attached', () => {
    const event = cancellable();
    desktop.window().webContents.emit('will-attach-webview', event);
    expect(event.defaultPrevented).toBe(true);
  });

  test('no window opens; an allowed address goes to the browser, any other nowhere', () => {
    const { openWindow } = desktop.window().webContents;
    for (const url of [...elsewhere, 'https://github.com/electron/electron']) {
      expect(openWindow({ url })).toEqual({ action: 'deny' });
    }
    expect(desktop.opened).toEqual(['https://github.com/electron/electron']);
  });
});

describe('the page is granted nothing but writing text to the clipboard', () => {
  const console_ = 'app://semcache/';

  test('clipboard-sanitized-write, for the console', async () => {
    expect(await desktop.session.grantsRequest('clipboard-sanitized-write', console_)).toBe(true);
    expect(desktop.session.grantsCheck('clipboard-sanitized-write', console_)).toBe(true);
  });

  test.each(['https://example.com/', 'app://evil/', ''])('not for %s', async (origin) => {
    expect(await desktop.session.grantsRequest('clipboard-sanitized-write', origin)).toBe(false);
    expect(desktop.session.grantsCheck('clipboard-sanitized-write', origin)).toBe(false);
  });

  test.each(['clipboard-read', 'geolocation', 'media', 'notifications', 'openExternal', 'local-network', 'unknown'])(
    '%s is refused',
    async (permission) => {
      expect(await desktop.session.grantsRequest(permission, console_)).toBe(false);
      expect(desktop.session.grantsCheck(permission, console_)).toBe(false);
    },
  );

  test('no device', () => {
    expect(desktop.session.grantsDevice()).toBe(false);
  });
});

describe('the page loads nothing from elsewhere', () => {
  test.each(['app://semcache/assets/app.js', 'data:image/png;base64,AA', 'blob:app://semcache/1'])(
    '%s loads',
    async (url) => expect(await desktop.session.cancels(url)).toBe(false),
  );
  test.each([
    'https://example.com/pixel.png',
    'http://127.0.0.1:8080/admin',
    'ws://127.0.0.1:1/',
    'file:///etc/passwd',
    'app://evil/x.js',
    'devtools://devtools/x',
    'chrome://gpu',
    'no address',
  ])('%s is cancelled', async (url) => expect(await desktop.session.cancels(url)).toBe(true));

  test('developer tools load in development', async () => {
    const development = await runDesktop({ prepare: (fake) => (fake.app.isPackaged = false) });
    expect(await development.session.cancels('devtools://devtools/bundled/x.js')).toBe(false);
    await development.stop();
  });
});

describe('addresses for the system’s browser', () => {
  test.each(['https://github.com/electron/electron'])('%s may open', (url) => {
    expect(mayOpenExternally(url)).toBe(true);
  });
  test.each([
    'http://github.com/',
    'https://github.com.example.evil/',
    'https://evil-github.com/',
    'https://github.com@evil.example/',
    'https://user:pass@github.com/',
    'https://github.com:8443/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://server/share',
    'ms-msdt:/id',
    'vbscript:x',
    'not an address',
    '',
  ])('%s may not', (url) => {
    expect(mayOpenExternally(url)).toBe(false);
  });
});
