import { pipeline, Transform, type Readable } from 'node:stream';
import { SemcacheError } from '../contracts/errors.ts';
import type { Exchange } from './exchange.ts';

export const requestTooLarge = (limit: number): SemcacheError =>
  new SemcacheError(
    'request_too_large',
    `The request body is larger than the limit of ${String(limit)} bytes (proxy.maxRequestBytes).`,
  );

/**
 * The client's body as it comes, counted, with `head` in front when some was already read. Past `limit` bytes the
 * stream fails with request_too_large, which ends the upstream call.
 */
export function limitedUpload(exchange: Exchange, source: Readable, limit: number, head?: Buffer): Readable {
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      exchange.requestBytes += chunk.length;
      if (exchange.requestBytes > limit) done(requestTooLarge(limit));
      else done(null, chunk);
    },
  });
  if (head !== undefined) counter.write(head);
  // Its callback keeps a client that leaves from being an unhandled error; undici sees the destroyed stream itself.
  pipeline(source, counter, () => undefined);
  return counter;
}
