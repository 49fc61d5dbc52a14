import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** Who listens on a port, as far as the system tells. */
export interface PortHolder {
  pid: number;
  name: string;
}

/** Finds the process that holds a TCP port: /proc on Linux, lsof on macOS, netstat and tasklist on Windows. */
export async function findPortHolder(port: number, platform: NodeJS.Platform): Promise<PortHolder | undefined> {
  try {
    if (platform === 'linux') return await fromProc(port);
    if (platform === 'win32') return await fromNetstat(port);
    return await fromLsof(port);
  } catch {
    // Not being able to tell is an answer too: the message then names the port alone.
    return undefined;
  }
}

/** Socket tables as in proc(5): local address in hex, state 0A = LISTEN, inode in the tenth column. */
async function fromProc(port: number): Promise<PortHolder | undefined> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const inodes = new Set(
    tables
      .join('\n')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => columns[1]?.endsWith(`:${hexPort}`) === true && columns[3] === '0A')
      .map((columns) => `socket:[${columns[9] ?? ''}]`),
  );
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const file of files) {
      const link = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '');
      if (inodes.has(link)) return { pid: Number(pid), name: await processName(pid) };
    }
  }
  return undefined;
}

/** The program's own name; `comm` holds that of its main thread, which some runtimes rename. */
async function processName(pid: string): Promise<string> {
  const [program = ''] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  return basename(program) || (await readFile(`/proc/${pid}/comm`, 'utf8')).trim();
}

const run = promisify(execFile);

async function fromLsof(port: number): Promise<PortHolder | undefined> {
  const { stdout } = await run('lsof', ['-nP', `-iTCP:${String(port)}`, '-sTCP:LISTEN', '-Fpc'], { timeout: 3000 });
  const pid = /^p(\d+)/m.exec(stdout)?.[1];
  const name = /^c(.+)/m.exec(stdout)?.[1];
  return pid === undefined ? undefined : { pid: Number(pid), name: name ?? 'unknown' };
}

async function fromNetstat(port: number): Promise<PortHolder | undefined> {
  const { stdout } = await run('netstat', ['-ano', '-p', 'TCP'], { timeout: 5000 });
  const pid = new RegExp(`:${String(port)}\\s+\\S+\\s+LISTENING\\s+(\\d+)`).exec(stdout)?.[1];
  if (pid === undefined) return undefined;
  const tasks = await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { timeout: 5000 });
  return { pid: Number(pid), name: /^"([^"]+)"/.exec(tasks.stdout)?.[1] ?? 'unknown' };
}

/** Names who has the port, in words for an error message. */
export async function describePortHolder(host: string, port: number, platform: NodeJS.Platform): Promise<string> {
  const place = `Port ${String(port)} on ${host}`;
  const holder = await findPortHolder(port, platform);
  const own = await probeSemcache(host, port);
  if (own !== undefined) return `${place} is held by another Semcache ${own.version}, process id ${String(own.pid)}.`;
  if (holder === undefined) return `${place} is held by another process; the system does not tell which.`;
  return `${place} is held by ${holder.name}, process id ${String(holder.pid)}.`;
}

async function probeSemcache(host: string, port: number): Promise<{ version: string; pid: number } | undefined> {
  try {
    const response = await fetch(`http://${host}:${String(port)}/healthz`, { signal: AbortSignal.timeout(1000) });
    const body: unknown = await response.json();
    const parsed = healthSchema.safeParse(body);
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Whatever holds the port, it is not one of us.
    return undefined;
  }
}

const healthSchema = z.object({ product: z.literal('semcache'), version: z.string(), pid: z.int() });
