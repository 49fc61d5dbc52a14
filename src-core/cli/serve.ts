import { join, resolve } from 'node:path';
import type { SettingsPatch } from '../contracts/settings.ts';
import type { CacheMode } from '../contracts/views.ts';
import { confBackend, createNodeHost, startCore, type Core } from '../index.ts';
import { readTextFile } from './files.ts';
import type { PackagePlace } from './paths.ts';
import { settingsFileName } from './paths.ts';

export interface ServeOptions {
  port?: number;
  host?: string;
  dataDir: string;
  settings?: string;
  mode?: CacheMode;
  /** File of recorded answers for this run. */
  cassette?: string;
  /** False answers identical requests only. */
  semantic: boolean;
  json: boolean;
  verbose: boolean;
}

/** Time that open requests get to end after the first Ctrl+C; the second one ends at once. */
const graceMs = 3000;
const secondTimeMs = 300;

/** Runs the proxy and console without a window until a signal ends it. Returns the exit code. */
export async function serve(options: ServeOptions, place: PackagePlace, env: NodeJS.ProcessEnv): Promise<number> {
  outliveFileLimit();
  const proxy: SettingsPatch['proxy'] = {};
  if (options.port !== undefined) proxy.port = options.port;
  if (options.host !== undefined) proxy.host = options.host;
  const core = await startCore({
    dataDir: options.dataDir,
    host: createNodeHost(options.verbose ? 'debug' : 'info'),
    settings: confBackend(
      options.settings === undefined ? join(options.dataDir, settingsFileName) : resolve(options.settings),
    ),
    overrides: { proxy, ...(options.semantic ? {} : { matching: { level: 'off' } }) },
    ...(options.mode === undefined ? {} : { mode: options.mode }),
    ...(options.cassette === undefined ? {} : { cassette: readTextFile(resolve(options.cassette)) }),
    consoleDir: place.consoleDir,
    modelsDir: place.modelsDir,
    version: place.version,
    env,
  });
  if (core.url === null) {
    process.stderr.write(`${portHelp(core)}\n`);
    await core.close({ graceMs: 0 });
    return 1;
  }
  announce(core, core.url, options.json);
  await signalled();
  await core.close({ graceMs });
  return 0;
}

function portHelp(core: Core): string {
  return [
    `semcache: ${core.problem?.message ?? 'the port could not be opened'} (${core.problem?.code ?? 'internal'})`,
    'It never moves to another port by itself, since your tools have this one in their settings.',
    'Stop the other process, or choose a port with --port N (0 = any).',
  ].join('\n');
}

function announce(core: Core, url: string, json: boolean): void {
  const admin = `${url}/admin/#token=${core.token}`;
  if (json) {
    const ready = { event: 'ready', url, admin, token: core.token, dataDir: core.dataDir, pid: process.pid };
    process.stdout.write(`${JSON.stringify(ready)}\n`);
    return;
  }
  process.stdout.write(
    [
      `Semcache is listening.`,
      `  Base URL  ${url}/v1   (any OpenAI-compatible tool: OPENAI_BASE_URL=${url}/v1)`,
      `  Console   ${admin}`,
      `  Data      ${core.dataDir}`,
      ...modeLine(core),
      `Press Ctrl+C to stop.`,
      '',
    ].join('\n'),
  );
}

/** A mode other than the usual one is said, so that nobody wonders about its effects. */
function modeLine(core: Core): string[] {
  const { mode } = core.status();
  return mode === 'live' ? [] : [`  Mode      ${mode}`];
}

/** Past a limit on file sizes the system sends a signal that ends Node; to the store it is a disk that is full. */
function outliveFileLimit(): void {
  if (process.platform !== 'win32') process.on('SIGXFSZ', () => undefined);
}

function signalled(): Promise<void> {
  return new Promise((done) => {
    let askedAt: number | undefined;
    const onSignal = (): void => {
      if (askedAt === undefined) {
        askedAt = performance.now();
        done();
        return;
      }
      // Someone who asks twice does not want to wait for open streams. The settings library raises a signal again at
      // once, after its own clean-up: that is not a person's second time.
      if (performance.now() - askedAt > secondTimeMs) process.exit(130);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
