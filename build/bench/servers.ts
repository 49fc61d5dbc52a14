import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../root.ts';

export interface ServerProcess {
  url: string;
  port: number;
  pid: number;
  /** Admin token; empty for servers that have none. */
  token: string;
  stop: () => Promise<void>;
}

const readySchema = z.object({ url: z.string(), pid: z.int(), token: z.string().default('') });

/** Runs a Node script in a process of its own, so that client and server do not share a thread, until it says it is ready. */
export async function startScript(file: string, args: string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await firstLine(child);
  const ready = readySchema.parse(JSON.parse(line));
  return {
    ...ready,
    port: Number(new URL(ready.url).port),
    stop: async () => {
      const closed = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await closed;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the server ended before it was ready');
}

/** The answers that raw server and upstream give: JSON, or a stream when asked for one. */
export function startPlainServer(kind: 'raw' | 'upstream' | 'cut-short'): Promise<ServerProcess> {
  return startScript(join(root, 'build', 'bench', 'plain-server.ts'), [kind]);
}

/** Semcache as `npm run serve` runs it, on a data folder of the benchmark's. */
export function startSemcache(dataDir: string, flags: string[] = ['--no-semantic']): Promise<ServerProcess> {
  const main = join(root, 'dist', 'src-core', 'cli', 'main.js');
  return startScript(main, ['serve', '--port', '0', '--json', '--data-dir', dataDir, ...flags]);
}
