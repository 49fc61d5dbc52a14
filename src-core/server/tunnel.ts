import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorCodes, type SemcacheError } from '../contracts/errors.ts';
import { ownErrorBody } from '../pipeline/own-error.ts';
import type { Route } from '../providers/route.ts';
import { headerPairs } from '../wire/headers.ts';
import type { UpstreamClient } from '../wire/upstream-client.ts';

/** Headers of the handshake that concern our own connection or are addressed to us. */
const dropped = /^(?:host|connection|upgrade|proxy-.*|x-semcache-.*|x-llm-proxy-.*|x-llm-prompt)$/i;

/**
 * Joins a client that asks for a protocol upgrade (WebSocket) with the upstream, byte for byte, once the upstream has
 * agreed. Nothing of it is cached.
 */
export async function tunnel(
  client: UpstreamClient,
  route: Route,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  // A client that vanishes during the handshake must not become an unhandled error.
  socket.on('error', () => socket.destroy());
  const headers: string[] = [];
  for (const [name, value] of headerPairs(request.rawHeaders)) if (!dropped.test(name)) headers.push(name, value);
  const answer = await client.upgrade({
    origin: route.origin,
    path: `${route.path}${route.query}`,
    headers,
    protocol: request.headers.upgrade ?? 'websocket',
  });
  const lines = [...headerPairs(answer.rawHeaders)].map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`, 'latin1');
  answer.socket.on('error', () => socket.destroy());
  socket.on('close', () => answer.socket.destroy());
  answer.socket.on('close', () => socket.destroy());
  if (head.length > 0) answer.socket.write(head);
  answer.socket.pipe(socket);
  socket.pipe(answer.socket);
}

/** Refuses an upgrade so that the client can fall back to plain HTTP. */
export function refuseUpgrade(socket: Duplex, error: SemcacheError): void {
  const body = ownErrorBody(error, undefined);
  socket.end(
    `HTTP/1.1 ${String(errorCodes[error.code].status)} Refused\r\ncontent-type: application/json\r\n` +
      `content-length: ${String(Buffer.byteLength(body))}\r\nX-Cache-Status: bypass\r\nX-Cache-Reason: ${error.code}\r\n` +
      `connection: close\r\n\r\n${body}`,
  );
}
