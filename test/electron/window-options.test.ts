import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mainWindowOptions } from '../../electron/window-options.ts';

const looks = { preload: '/app/dist/electron/preload.cjs', icon: '/app/icon.png', dark: true, devTools: false };

describe('the window’s options hold Electron’s security checklist', () => {
  const { webPreferences = {}, ...options } = mainWindowOptions(looks);

  test('the page has no Node, no shared world and no way around the web’s rules', () => {
    expect(webPreferences).toEqual({
      preload: looks.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
      spellcheck: false,
    });
    expect(isAbsolute(webPreferences.preload ?? '') && webPreferences.preload?.endsWith('.cjs')).toBe(true);
  });

  test('size and place are remembered, and nothing flashes before the page has painted', () => {
    expect(options).toMatchObject({ name: 'main', windowStatePersistence: true, show: false });
    expect(mainWindowOptions({ ...looks, dark: false }).backgroundColor).not.toBe(options.backgroundColor);
  });

  test('developer tools exist in development only', () => {
    expect(mainWindowOptions({ ...looks, devTools: true }).webPreferences?.devTools).toBe(true);
  });
});
