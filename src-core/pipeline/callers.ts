import type { Socket } from 'node:net';
import { projectNameSchema, type Settings } from '../contracts/settings.ts';
import type { ProcessOfSocket } from '../ports/process-of-socket.ts';

/** Tells who is at the other end of a connection, once for each; null when nobody asked for that or nobody knows. */
export type CallerOf = (socket: Socket) => Promise<string | null> | null;

export function createCallers(settings: () => Settings, processOf: ProcessOfSocket): CallerOf {
  const known = new WeakMap<Socket, Promise<string | null>>();
  return (socket) => {
    if (settings().proxy.callingProcess === 'off') return null;
    const before = known.get(socket);
    if (before !== undefined) return before;
    const { remotePort, localPort } = socket;
    if (remotePort === undefined || localPort === undefined) return null;
    const caller = processOf({ clientPort: remotePort, serverPort: localPort });
    known.set(socket, caller);
    return caller;
  };
}

/** A program's name as a project's: what projects may not have in theirs becomes a dash. */
export function projectOfCaller(caller: string): string | undefined {
  const name = caller.replaceAll(/[^\w.-]+/g, '-').slice(0, 63);
  return projectNameSchema.safeParse(name).success ? name : undefined;
}
