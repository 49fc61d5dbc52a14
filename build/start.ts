import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.ts';

/**
 * `npm start` after the build: opens the app where Electron can be had and says in one line why not where it cannot,
 * and then runs the same product without a window. npm does not download Electron at install:
 * https://www.electronjs.org/docs/latest/breaking-changes#behavior-changed-electron-no-longer-downloads-itself-via-postinstall-script
 */

/** A download that brings nothing for this long is not going to. */
const stalledMs = 15_000;
const downloadLimitMs = 15 * 60_000;
const watchMs = 250;
/** A program that dies sooner than this never showed a window. */
const startMs = 10_000;

type Environment = Readonly<Record<string, string | undefined>>;

export type ElectronPlace =
  | { kind: 'found'; binary: string }
  /** Not here yet; one download may help. */
  | { kind: 'not-installed' }
  /** A window cannot be had on this machine, so a download would be for nothing. */
  | { kind: 'impossible'; reason: string };

export interface Machine {
  platform: NodeJS.Platform;
  env: Environment;
  /** Effective user id; undefined on Windows. */
  uid: number | undefined;
  /** Folder of the npm package `electron`. */
  packageDir: string;
  /** Text of a file, or null when there is none. */
  readText: (file: string) => string | null;
  exists: (file: string) => boolean;
}

/** Decides from what lies on the disk alone, by the rules of electron's own index.js and install.js. */
export function locateElectron({ platform, env, uid, packageDir, readText, exists }: Machine): ElectronPlace {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const recorded = readText(join(packageDir, 'path.txt'));
  if (override !== undefined && override !== '') {
    const binary = join(override, recorded ?? binaryName(platform));
    if (!exists(binary)) return { kind: 'impossible', reason: `ELECTRON_OVERRIDE_DIST_PATH has no ${binary}` };
    return windowObstacle(platform, env, uid) ?? { kind: 'found', binary };
  }
  const obstacle = windowObstacle(platform, env, uid);
  if (obstacle !== null) return obstacle;
  const manifest = readText(join(packageDir, 'package.json'));
  if (manifest === null) return { kind: 'impossible', reason: 'the package electron is not installed' };
  const wanted: unknown = JSON.parse(manifest);
  const unpacked = readText(join(packageDir, 'dist', 'version'))
    ?.trim()
    .replace(/^v/, '');
  const binary = recorded === null ? null : join(packageDir, 'dist', recorded);
  const current = isPackage(wanted) && unpacked === wanted.version;
  return binary !== null && current && exists(binary) ? { kind: 'found', binary } : { kind: 'not-installed' };
}

const isPackage = (value: unknown): value is { version: string } =>
  typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'string';

function binaryName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

function windowObstacle(platform: NodeJS.Platform, env: Environment, uid: number | undefined): ElectronPlace | null {
  if (platform !== 'linux') return null;
  if ((env['DISPLAY'] ?? '') === '' && (env['WAYLAND_DISPLAY'] ?? '') === '') {
    return { kind: 'impossible', reason: 'there is no display' };
  }
  // Chromium refuses to run its sandbox as root, and we do not switch the sandbox off.
  return uid === 0 ? { kind: 'impossible', reason: 'root cannot open windows in its sandbox' } : null;
}

/** Serve's flags without those that only a window understands. */
export function headlessFlags(flags: readonly string[]): string[] {
  return flags.filter((flag) => flag !== '--hidden');
}

/** Code with which a program ends for its child: as a shell reports it. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return signal === null ? (code ?? 1) : 128 + constants.signals[signal];
}

export interface DownloadOptions {
  packageDir: string;
  env: Environment;
  stalledMs: number;
  limitMs: number;
  signal: AbortSignal;
  /** Called once, when the first bytes have arrived. */
  onProgress: () => void;
}

/**
 * Runs electron's installer once and ends it when nothing more arrives. Resolves to null when it succeeded, else to
 * the reason. Leaves nothing half done behind: what it downloads goes to a folder of its own that is removed.
 */
export async function downloadElectron(options: DownloadOptions): Promise<string | null> {
  const { packageDir, env } = options;
  const unpackDir = join(packageDir, 'dist');
  const hadDist = existsSync(unpackDir);
  const temporary = mkdtempSync(join(tmpdir(), 'semcache-electron-'));
  const installer = spawn(process.execPath, [join(packageDir, 'install.js')], {
    cwd: packageDir,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...env,
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
      // Without it the installer ignores the proxy that the environment names.
      ...(env['HTTPS_PROXY'] === undefined && env['https_proxy'] === undefined
        ? {}
        : { ELECTRON_GET_USE_PROXY: 'true' }),
    },
  });
  const failure = await outcome(installer, () => folderBytes(temporary) + folderBytes(unpackDir), options);
  rmSync(temporary, { recursive: true, force: true });
  if (failure !== null && !hadDist) {
    rmSync(unpackDir, { recursive: true, force: true });
    rmSync(join(packageDir, 'path.txt'), { force: true });
  }
  return failure;
}

function outcome(
  installer: ChildProcess,
  arrived: () => number,
  options: Pick<DownloadOptions, 'stalledMs' | 'limitMs' | 'signal' | 'onProgress'>,
): Promise<string | null> {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    let [bytes, grewAt] = [arrived(), startedAt];
    let complaint = '';
    let ended: string | undefined;
    const end = (reason: string): void => {
      ended ??= reason;
      installer.kill('SIGKILL');
    };
    let reported = false;
    const watch = setInterval(() => {
      const now = Date.now();
      const size = arrived();
      if (size !== bytes) [bytes, grewAt] = [size, now];
      if (size > 0 && grewAt > startedAt && !reported) {
        reported = true;
        options.onProgress();
      }
      if (now - grewAt > options.stalledMs) end('the download got no answer');
      else if (now - startedAt > options.limitMs) end('the download took too long');
    }, watchMs);
    options.signal.addEventListener('abort', () => end('interrupted'), { once: true });
    installer.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(0, 10_000);
    });
    const finish = (failure: string | null): void => {
      clearInterval(watch);
      resolve(failure);
    };
    installer.once('error', (error) => finish(error.message));
    installer.once('close', (code) => {
      if (ended !== undefined) finish(ended);
      else finish(code === 0 ? null : firstReason(complaint));
    });
  });
}

/** The line of a stack trace that says what happened; undici puts the cause below "fetch failed". */
function firstReason(stack: string): string {
  const cause = /\[cause\]: (?:\w*Error: )?(.+)/.exec(stack)?.[1];
  const message = /^(?:\w*Error: )?(.+)$/m.exec(stack)?.[1];
  return (cause ?? message ?? 'the installer failed').replace(/\s*\{$/, '').slice(0, 200);
}

/** Bytes of all files below a folder that may be changing. */
function folderBytes(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  } catch {
    // Gone or not there yet: the next look tells.
    return 0;
  }
}

export type WindowRun = { kind: 'ended'; code: number } | { kind: 'not-started'; reason: string };

/** Runs the app until it ends, handing on signals. A program that cannot even be loaded counts as not started. */
export function runWindow(binary: string, parameters: readonly string[], env: Environment): Promise<WindowRun> {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...rest } = env;
  const child = spawn(binary, parameters, { stdio: 'inherit', env: rest, windowsHide: false });
  const startedAt = Date.now();
  let asked = false;
  const forward = (signal: NodeJS.Signals): void => {
    // A terminal sends Ctrl+C to the child as well; a second one would cut open answers.
    if (!(signal === 'SIGINT' && process.stdin.isTTY) && !asked) child.kill(signal);
    asked = true;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  return new Promise<WindowRun>((resolve) => {
    child.once('error', (error) => resolve({ kind: 'not-started', reason: error.message }));
    child.once('close', (code, signal) => {
      const died = signal !== null && !asked && Date.now() - startedAt < startMs;
      // 127: the dynamic loader misses a library.
      if (died || code === 127) resolve({ kind: 'not-started', reason: `it ended with ${signal ?? 'code 127'}` });
      else resolve({ kind: 'ended', code: exitCodeOf(code, signal) });
    });
  }).finally(() => {
    for (const signal of signals) process.off(signal, forward);
  });
}

/** Why there is no window, or what the window's program ended with. */
async function tryWindow(flags: readonly string[]): Promise<WindowRun> {
  const packageDir = join(root, 'node_modules', 'electron');
  const look = (): ElectronPlace =>
    locateElectron({
      platform: process.platform,
      env: process.env,
      uid: process.geteuid?.(),
      packageDir,
      readText: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null),
      exists: existsSync,
    });
  let place = look();
  if (place.kind === 'not-installed') {
    const interrupted = new AbortController();
    const interrupt = (signal: NodeJS.Signals): void => {
      process.exitCode = exitCodeOf(null, signal);
      interrupted.abort();
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    const failure = await downloadElectron({
      packageDir,
      env: process.env,
      stalledMs,
      limitMs: downloadLimitMs,
      signal: interrupted.signal,
      onProgress: () => process.stderr.write('Downloading Electron (once, about 120 MB)…\n'),
    });
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    if (interrupted.signal.aborted) process.exit();
    place = failure === null ? look() : { kind: 'impossible', reason: `its download failed: ${failure}` };
  }
  if (place.kind !== 'found') {
    return { kind: 'not-started', reason: place.kind === 'impossible' ? place.reason : 'it did not install' };
  }
  return runWindow(place.binary, [join(root, 'dist', 'electron', 'main.js'), ...flags], process.env);
}

/** Opens the app, or runs it headless in this process, so that signals reach it. */
export async function start(flags: readonly string[]): Promise<void> {
  const run = await tryWindow(flags);
  if (run.kind === 'ended') {
    process.exitCode = run.code;
    return;
  }
  const line = `Electron is not available (${run.reason}), so Semcache starts without a window; the console opens in a browser.\n`;
  // With --json, standard output holds the ready line and nothing else.
  (flags.includes('--json') ? process.stderr : process.stdout).write(line);
  const main = join(root, 'dist', 'src-core', 'cli', 'main.js');
  process.argv = [process.execPath, main, 'serve', ...headlessFlags(flags)];
  await import(pathToFileURL(main).href);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await start(process.argv.slice(2));
