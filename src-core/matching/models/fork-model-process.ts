import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SpawnModelProcess } from './model-worker.ts';

/** Entry of the models' process, for hosts that start it their own way (Electron's utilityProcess). */
export const modelProcessPath = fileURLToPath(
  new URL(`./model-process${extname(import.meta.filename)}`, import.meta.url),
);

/** What the loader of native libraries and Node itself may need; credentials of the environment stay out. */
const passedOn = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'LANG',
];

/**
 * V8 options that halve what the process takes beyond the models themselves (measured: docs/decisions/0007). Electron
 * takes them as `--js-flags`.
 */
export const modelProcessV8Options = ['--max-semi-space-size=1', '--optimize-for-size'];

/** Bytes of the process's last words kept for the log. */
const keptStderr = 2000;

/** The environment for the process: little of ours, and one pool for malloc, since one thread does the work. */
export function modelProcessEnvironment(): Record<string, string | undefined> {
  return {
    ...Object.fromEntries(passedOn.map((name) => [name, process.env[name]])),
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '65536',
    MALLOC_TRIM_THRESHOLD_: '131072',
  };
}

/** Starts the models' process under plain Node. */
export const forkModelProcess: SpawnModelProcess = nodeSpawner([]);

/** The same with further options for Node. */
export function nodeSpawner(execArgv: readonly string[]): SpawnModelProcess {
  return (events) => {
    const child = fork(modelProcessPath, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--no-warnings', ...modelProcessV8Options, ...execArgv],
      env: modelProcessEnvironment(),
    });
    let lastWords = '';
    let ended = false;
    const end = (how: string) => {
      if (ended) return;
      ended = true;
      events.onExit(how, lastWords.trim());
    };
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-keptStderr);
    });
    child.on('message', (message) => events.onMessage(message));
    child.on('error', (error) => end(error.message));
    child.on('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
    return {
      pid: child.pid,
      send: (message) => {
        // A process that just died says so through its exit; the callback keeps the failed write from being thrown.
        if (child.connected) child.send(message, () => undefined);
      },
      kill: () => child.kill('SIGKILL'),
    };
  };
}
