import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LocalConnection, ProcessOfSocket } from '../ports/process-of-socket.ts';

/** What tells programs on this system; where nothing does, nothing is told. */
export function processOfSocket(platform: NodeJS.Platform): ProcessOfSocket {
  return platform === 'linux' ? linuxProcessOfSocket() : () => Promise.resolve(null);
}

/** A flood of connections is answered without names rather than late. */
const maxWaiting = 32;

/** State of an established connection in /proc/net/tcp (include/net/tcp_states.h). */
const established = '01';

/**
 * Linux says in /proc/net/tcp which inode a socket has (proc(5)), and in /proc/<pid>/fd who holds that. One search at a
 * time, the process that was found last before the newest ones: a search that has to look at every process takes tens of
 * milliseconds of one core.
 */
function linuxProcessOfSocket(): ProcessOfSocket {
  let searching: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let lastFound: string | undefined;

  const search = async (connection: LocalConnection): Promise<string | null> => {
    const inode = await inodeOf(connection);
    if (inode === undefined) return null;
    const newestFirst = (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .toSorted((a, b) => Number(b) - Number(a));
    for (const pid of lastFound === undefined ? newestFirst : [lastFound, ...newestFirst]) {
      if (!(await holds(pid, inode))) continue;
      lastFound = pid;
      return await nameOf(pid);
    }
    return null;
  };

  return (connection) => {
    if (waiting >= maxWaiting) return Promise.resolve(null);
    waiting += 1;
    const found = searching
      .then(() => search(connection))
      .catch(() => null)
      .finally(() => (waiting -= 1));
    searching = found;
    return found;
  };
}

async function inodeOf({ clientPort, serverPort }: LocalConnection): Promise<string | undefined> {
  const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const text = await readFile(table, 'latin1').catch(() => '');
    for (const line of text.split('\n')) {
      const [, local, remote, state, , , , , , inode] = line.trim().split(/\s+/);
      if (state !== established || local?.endsWith(`:${hex(clientPort)}`) !== true) continue;
      if (remote?.endsWith(`:${hex(serverPort)}`) === true) return inode;
    }
  }
  return undefined;
}

/** Whether a process has the socket open; false for processes of other users, whose files are not ours to see. */
async function holds(pid: string, inode: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if ((await readlink(`${folder}/${name}`).catch(() => '')) === `socket:[${inode}]`) return true;
  }
  return false;
}

/** Programs that run others, which say more, and what those are called. */
const interpreters = /^(?:node|bun|deno|python[\d.]*|ruby|perl|php|java|bash|sh|uv|tsx)$/;
const scripts = /^[\w./@+-]+\.(?:[cm]?[jt]sx?|py|rb|pl|php|jar|sh)$/;

async function nameOf(pid: string): Promise<string> {
  const [program = '', ...given] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  const name = basename(program);
  // Only the name of a script is kept: other arguments can be secrets, or code.
  const script = interpreters.test(name) ? given.find((argument) => scripts.test(argument)) : undefined;
  return script === undefined ? name : `${name} ${basename(script)}`;
}
