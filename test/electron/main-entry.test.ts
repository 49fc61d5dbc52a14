import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { tempDir } from '../support/core-instance.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * The entry file itself, in a process of its own, with the module `electron` replaced: real electron-store, real core,
 * real paths. What is left unproven without Electron's binary is Electron.
 */
test('main.ts boots the app, keeps settings with electron-store, and ends on request', async () => {
  const temp = tempDir();
  const child = spawn(
    process.execPath,
    [
      '--import',
      fileURLToPath(new URL('./support/electron-hook.ts', import.meta.url)),
      join(root, 'electron', 'main.ts'),
      '--port',
      '0',
    ],
    {
      env: { ...process.env, SEMCACHE_DATA_DIR: temp.path, XDG_CURRENT_DESKTOP: 'KDE' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
    temp.remove();
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve);
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(JSON.parse(line)).toEqual({
    missing: [],
    preload: join(root, 'dist', 'electron', 'preload.cjs'),
    devTools: true,
    urls: ['app://semcache/#/'],
    channels: ['semcache:call'],
    userData: join(temp.path, 'window'),
    status: { ok: true, value: expect.objectContaining({ version, dataDir: temp.path, pid: child.pid }) },
    settings: expect.objectContaining({ ok: true }),
  });
  expect(JSON.parse(readFileSync(join(temp.path, 'settings.json'), 'utf8'))).toEqual({ window: { theme: 'dark' } });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
