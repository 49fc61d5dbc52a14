import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from './support/launch.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await launchApp();
});
afterAll(() => app.stop());

test('the window shows the console, which reaches the core over IPC', async () => {
  const page = await app.electron.firstWindow();
  expect(page.url()).toMatch(/^app:\/\/semcache\//);
  const answer: unknown = await page.evaluate(
    `window.semcache.call('status.get', {}).then(({ ok, value }) => ({ ok, dataDir: value.dataDir }))`,
  );
  expect(answer).toEqual({ ok: true, dataDir: app.dataDir });
});

test('the proxy listens', async () => {
  const page = await app.electron.firstWindow();
  const url: unknown = await page.evaluate(`window.semcache.call('status.get', {}).then(({ value }) => value.url)`);
  expect((await fetch(`${String(url)}/healthz`)).status).toBe(200);
});

test('Electron keeps its own files inside the data folder', () => {
  expect(existsSync(join(app.dataDir, 'window'))).toBe(true);
});

test('there is one window, of the app’s name, without Node', async () => {
  const seen = await app.electron.evaluate(({ app: electronApp, BrowserWindow }) => ({
    name: electronApp.getName(),
    windows: BrowserWindow.getAllWindows().length,
  }));
  expect(seen).toEqual({ name: 'Semcache Desktop', windows: 1 });
  const page = await app.electron.firstWindow();
  expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
});
