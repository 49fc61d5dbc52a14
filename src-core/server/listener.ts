import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorCodes, SemcacheError } from '../contracts/errors.ts';
import { errorCodeOf, errorText } from '../support/error-text.ts';

export interface ListenerHandlers {
  request: (request: IncomingMessage, response: ServerResponse) => void;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Listener {
  port: number;
  /** Stops accepting, lets open requests end for at most `graceMs`, then cuts them. */
  close: (graceMs: number) => Promise<void>;
}

/**
 * Limits of the HTTP front. Whole requests have no time limit, since uploads of hundreds of megabytes are forwarded;
 * heads do. Idle connections live longer than SDKs' pools keep them, so that the client is the one that closes.
 */
const serverOptions = {
  keepAliveTimeout: 75_000,
  headersTimeout: 60_000,
  requestTimeout: 0,
  maxHeaderSize: 64 * 1024,
  noDelay: true,
};

/** Opens the port. Rejects with port_in_use or port_not_permitted; never tries another port by itself. */
export async function listen(host: string, port: number, handlers: ListenerHandlers): Promise<Listener> {
  const server = createServer(serverOptions, handlers.request);
  server.on('checkContinue', (request, response) => {
    response.writeContinue();
    handlers.request(request, response);
  });
  server.on('upgrade', handlers.upgrade);
  server.on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 405 Method Not Allowed\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  server.on('clientError', answerClientError);
  const upgraded = trackUpgraded(server);
  const address = await bind(server, host, port);
  return {
    port: address.port,
    close: (graceMs) => closeServer(server, upgraded, graceMs),
  };
}

/** Sockets that became tunnels are no longer the server's to close. */
function trackUpgraded(server: Server): Set<Duplex> {
  const sockets = new Set<Duplex>();
  server.on('upgrade', (_request, socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

function answerClientError(error: Error, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const code = errorCodeOf(error) === 'HPE_HEADER_OVERFLOW' ? 'headers_too_large' : 'malformed_http';
  const { status } = errorCodes[code];
  const body = JSON.stringify({ error: { message: errorText(error), type: 'semcache_error', code } });
  socket.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? 'Error'}\r\ncontent-type: application/json\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function bind(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(listenError(cause, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string')
        reject(new SemcacheError('internal', 'The listener has no TCP address.'));
      else resolve(address);
    });
  });
}

function listenError(cause: Error, host: string, port: number): SemcacheError {
  const place = `${host}:${String(port)}`;
  switch (errorCodeOf(cause)) {
    case 'EADDRINUSE':
      return new SemcacheError('port_in_use', `Another process listens on ${place}.`, { cause });
    case 'EACCES':
      // On Windows also for ports that Hyper-V reserves although nothing listens there.
      return new SemcacheError(
        'port_not_permitted',
        `The system does not permit listening on ${place}: the port is reserved or needs privileges.`,
        { cause },
      );
    default:
      return new SemcacheError('port_not_permitted', `Listening on ${place} failed: ${errorText(cause)}`, { cause });
  }
}

async function closeServer(server: Server, upgraded: Set<Duplex>, graceMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const force = setTimeout(() => {
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
    }, graceMs);
    // A connection whose answer ends now stays open for a next request that nobody would read.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(force);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
    // A tunnel has no end of its own to wait for.
    for (const socket of upgraded) socket.destroy();
  });
}
