import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { root } from '../root.ts';
import type { ServerProcess } from './servers.ts';

/** How long the event loop was held up since the last reset, milliseconds. */
export interface LoopDelay {
  longestMs: number;
  p99Ms: number;
  /** Most processor time the loop's thread took between two turns of a timer: what it held itself up by. */
  longestWorkMs: number;
  /** Longest garbage collection. */
  longestCollectionMs: number;
}

/** Semcache with models, whose event loop is watched from inside. */
export interface WatchedServer extends ServerProcess {
  resetLoop: () => void;
  readLoop: () => Promise<LoopDelay>;
  /** Resident memory, MiB: of the proxy, and of the models' process. */
  memory: () => { proxy: number; models: number };
}

const readySchema = z.object({ url: z.string(), pid: z.int(), token: z.string() });
const delaySchema = z.object({
  longestMs: z.number(),
  p99Ms: z.number(),
  longestWorkMs: z.number(),
  longestCollectionMs: z.number(),
});

/** Starts Semcache as `npm run serve` does, on a data folder of the benchmark's. */
export async function startWatched(dataDir: string): Promise<WatchedServer> {
  const watcher = join(root, 'build', 'bench', 'watch-loop.ts');
  const main = join(root, 'dist', 'src-core', 'cli', 'main.js');
  const child = spawn(
    process.execPath,
    ['--import', watcher, main, 'serve', '--port', '0', '--json', '--data-dir', dataDir],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  if (child.stdout === null) throw new Error('the server has no output');
  const [line] = z.tuple([z.string()]).parse(await once(createInterface({ input: child.stdout }), 'line'));
  const ready = readySchema.parse(JSON.parse(line));
  return {
    ...ready,
    port: Number(new URL(ready.url).port),
    resetLoop: () => child.send('reset'),
    readLoop: async () => {
      const answer = once(child, 'message');
      child.send('read');
      return delaySchema.parse((await answer)[0]);
    },
    memory: () => ({ proxy: residentMiB(ready.pid), models: residentMiB(childOf(ready.pid)) }),
    stop: async () => {
      const closed = once(child, 'exit');
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** Where /proc tells; NaN elsewhere. */
function residentMiB(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

function childOf(pid: number): number {
  try {
    return Number(
      readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
        .trim()
        .split(' ')[0],
    );
  } catch {
    return Number.NaN;
  }
}
