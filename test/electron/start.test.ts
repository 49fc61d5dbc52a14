import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  downloadElectron,
  exitCodeOf,
  headlessFlags,
  locateElectron,
  runWindow,
  type Machine,
} from '../../build/start.ts';
import { tempDir } from '../support/core-instance.ts';

const installed: Record<string, string> = {
  '/e/package.json': '{"version":"45.4.1"}',
  '/e/path.txt': 'electron',
  '/e/dist/version': 'v45.4.1',
  '/e/dist/electron': '',
};
const machine = (files: Record<string, string>, change: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  env: { DISPLAY: ':0' },
  uid: 1000,
  packageDir: '/e',
  readText: (file) => files[file] ?? null,
  exists: (file) => file in files,
  ...change,
});
const without = (file: string) => Object.fromEntries(Object.entries(installed).filter(([name]) => name !== file));
const found = (binary: string) => ({ kind: 'found', binary });

describe('where Electron is', () => {
  test.each<[string, Machine, object]>([
    ['installed', machine(installed), found('/e/dist/electron')],
    ['under Wayland', machine(installed, { env: { WAYLAND_DISPLAY: 'wayland-0' } }), found('/e/dist/electron')],
    ['never downloaded', machine({ '/e/package.json': '{"version":"45.4.1"}' }), { kind: 'not-installed' }],
    ['of another version', machine({ ...installed, '/e/dist/version': 'v45.0.0' }), { kind: 'not-installed' }],
    ['half unpacked', machine(without('/e/path.txt')), { kind: 'not-installed' }],
    ['without its binary', machine(without('/e/dist/electron')), { kind: 'not-installed' }],
    [
      'where the variable says',
      machine({ ...installed, '/o/electron': '' }, { env: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: '/o' } }),
      found('/o/electron'),
    ],
    [
      'where the variable says, on Windows',
      machine(
        { '/o/electron.exe': '' },
        { platform: 'win32', uid: undefined, env: { ELECTRON_OVERRIDE_DIST_PATH: '/o' } },
      ),
      found('/o/electron.exe'),
    ],
    [
      'not where the variable says',
      machine(installed, { env: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: '/o' } }),
      { kind: 'impossible', reason: 'ELECTRON_OVERRIDE_DIST_PATH has no /o/electron' },
    ],
    [
      'no use without a display',
      machine(installed, { env: {} }),
      { kind: 'impossible', reason: 'there is no display' },
    ],
    [
      'no use for root',
      machine(installed, { uid: 0 }),
      { kind: 'impossible', reason: 'root cannot open windows in its sandbox' },
    ],
    ['not even a package', machine({}), { kind: 'impossible', reason: 'the package electron is not installed' }],
  ])('%s', (_where, given, place) => {
    expect(locateElectron(given)).toEqual(place);
  });
});

test('flags reach serve without those that only a window understands', () => {
  expect(headlessFlags(['--port', '0', '--hidden', '--data-dir', 'x'])).toEqual(['--port', '0', '--data-dir', 'x']);
});

test('an end by signal becomes a shell’s exit code', () => {
  expect([exitCodeOf(0, null), exitCodeOf(7, null), exitCodeOf(null, 'SIGTERM'), exitCodeOf(null, null)]).toEqual([
    0, 7, 143, 1,
  ]);
});

let temp: ReturnType<typeof tempDir>;
beforeEach(() => {
  temp = tempDir();
});
afterEach(() => temp.remove());

/** Where a test's installer writes down its folder for temporary files. */
const log = (): string => join(temp.path, 'temporary');

describe('the one download', () => {
  const timers = { stalledMs: 1000, limitMs: 20_000 };

  /** A package whose installer is the given script; it tells where it was to put temporary files. */
  function packageWith(script: string): string {
    const packageDir = join(temp.path, 'electron');
    mkdirSync(packageDir);
    writeFileSync(
      join(packageDir, 'install.js'),
      `const fs = require('node:fs'), os = require('node:os'), path = require('node:path');
       fs.writeFileSync(${JSON.stringify(log())}, os.tmpdir());
       const part = path.join(os.tmpdir(), 'electron.zip.part');
       ${script}`,
    );
    return packageDir;
  }
  async function download(script: string, change: { signal?: AbortSignal; limitMs?: number } = {}) {
    const packageDir = packageWith(script);
    let progress = 0;
    const failure = await downloadElectron({
      packageDir,
      env: process.env,
      ...timers,
      signal: new AbortController().signal,
      onProgress: () => (progress += 1),
      ...change,
    });
    const temporary = existsSync(log()) ? readFileSync(log(), 'utf8') : '';
    return { failure, progress, left: readdirSync(packageDir), temporaryGone: !existsSync(temporary) };
  }

  test('that succeeds leaves what it unpacked', async () => {
    const result = await download(
      `fs.writeFileSync(part, 'x'); fs.mkdirSync('dist'); fs.writeFileSync('dist/version', '45'); fs.writeFileSync('path.txt', 'electron');`,
    );
    expect(result).toMatchObject({ failure: null, left: ['dist', 'install.js', 'path.txt'], temporaryGone: true });
  });

  test('that fails says why in one line and leaves nothing', async () => {
    const result = await download(
      `fs.mkdirSync('dist'); fs.writeFileSync(part, 'x');
       console.error(new TypeError('fetch failed').stack); process.exit(1);`,
    );
    expect(result).toMatchObject({ failure: 'fetch failed', left: ['install.js'], temporaryGone: true });
  });

  test('that no one answers is ended, and leaves nothing', async () => {
    const started = Date.now();
    const result = await download('setInterval(() => {}, 1000);');
    expect(result).toEqual({
      failure: 'the download got no answer',
      progress: 0,
      left: ['install.js'],
      temporaryGone: true,
    });
    expect(Date.now() - started).toBeLessThan(5000);
  });

  test('that goes dead half way is ended, and leaves nothing', async () => {
    const result = await download(
      `fs.mkdirSync('dist'); let bytes = 0;
       setInterval(() => { if (bytes < 5) fs.writeFileSync(part, 'x'.repeat(++bytes)); }, 200);`,
    );
    expect(result).toEqual({
      failure: 'the download got no answer',
      progress: 1,
      left: ['install.js'],
      temporaryGone: true,
    });
  });

  test('that is interrupted leaves nothing', async () => {
    const result = await download(`fs.writeFileSync(part, 'x'); setInterval(() => {}, 1000);`, {
      signal: AbortSignal.timeout(300),
    });
    expect(result).toMatchObject({ failure: 'interrupted', left: ['install.js'], temporaryGone: true });
  });
});

/** An executable script in place of Electron. */
function program(script: string): string {
  const file = join(temp.path, 'electron');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.skipIf(process.platform === 'win32')('the window’s program', () => {
  test('gets its parameters, not the switch that would turn it into Node, and its exit code is handed on', async () => {
    const binary = program('[ "$1 $2" = "main.js --hidden" ] && [ -z "$ELECTRON_RUN_AS_NODE" ] && exit 5');
    expect(await runWindow(binary, ['main.js', '--hidden'], { ...process.env, ELECTRON_RUN_AS_NODE: '1' })).toEqual({
      kind: 'ended',
      code: 5,
    });
  });

  test.each([
    ['a missing library', 'exit 127', 'it ended with code 127'],
    ['a crash at once', 'kill -TRAP $$', 'it ended with SIGTRAP'],
  ])('counts as not started after %s', async (_what, script, reason) => {
    expect(await runWindow(program(script), [], process.env)).toEqual({ kind: 'not-started', reason });
  });

  test('counts as not started when it is no program', async () => {
    const result = await runWindow(join(temp.path, 'none'), [], process.env);
    expect(result).toEqual({ kind: 'not-started', reason: expect.stringContaining('ENOENT') });
  });
});

/** `build/start.ts` as npm runs it, against a folder that holds no Electron. */
describe('npm start without Electron', () => {
  test.skipIf(!existsSync(join(import.meta.dirname, '..', '..', 'dist', 'src-core', 'cli', 'main.js')))(
    'says so in one line, serves with the flags given, and ends on a signal',
    async () => {
      const child = spawn(
        process.execPath,
        [
          join(import.meta.dirname, '..', '..', 'build', 'start.ts'),
          '--port',
          '0',
          '--hidden',
          '--data-dir',
          join(temp.path, 'data'),
        ],
        {
          env: { ...process.env, DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: temp.path },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      onTestFinished(() => void child.kill('SIGKILL'));
      const output: string[] = [];
      child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
      const url = await new Promise<string>((resolve, reject) => {
        child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output.join('')}`)));
        child.stdout.on('data', () => {
          const address = /Console {3}(http:\S+)\/admin/.exec(output.join(''))?.[1];
          if (address !== undefined && output.join('').includes('Ctrl+C')) resolve(address);
        });
      });
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      const [first] = output.join('').split('\n');
      expect(first).toBe(
        `Electron is not available (ELECTRON_OVERRIDE_DIST_PATH has no ${join(temp.path, 'electron')}), so Semcache starts without a window; the console opens in a browser.`,
      );
      child.kill('SIGTERM');
      expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
    },
  );
});
