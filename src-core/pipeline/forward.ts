import type { Readable } from 'node:stream';
import type { Route } from '../providers/route.ts';
import type { Exchange } from './exchange.ts';
import { callUpstream, sendHead, type ForwardDeps, type ForwardEnd } from './upstream-request.ts';

/**
 * Passes a request through that the cache takes no part in: as the client sent it, and the answer as it comes. Throws
 * SemcacheError when no answer began; the client that leaves takes the upstream call along.
 */
export async function forward(
  deps: ForwardDeps,
  exchange: Exchange,
  route: Route,
  body: Buffer | Readable | null,
): Promise<ForwardEnd> {
  const { response } = exchange;
  const abort = new AbortController();
  const onClose = (): void => {
    if (!response.writableFinished) abort.abort();
  };
  response.once('close', onClose);
  try {
    const answer = await callUpstream(deps, exchange, route, body, abort.signal);
    sendHead(deps, exchange, answer);
    const end = await relay(deps, exchange, answer.body);
    exchange.endedAt = deps.clock.monotonic();
    return end;
  } catch (error) {
    if (abort.signal.aborted) return 'client_gone';
    throw error;
  } finally {
    response.off('close', onClose);
  }
}

/** Copies the answer with back-pressure: a slow client slows the upstream down and costs no memory. */
function relay(deps: ForwardDeps, exchange: Exchange, body: Readable): Promise<ForwardEnd> {
  const { response } = exchange;
  return new Promise((resolve) => {
    let ended = false;
    const finish = (end: ForwardEnd): void => {
      if (ended) return;
      ended = true;
      resolve(end);
    };
    body.on('data', (chunk: Buffer) => {
      exchange.firstByteAt ??= deps.clock.monotonic();
      exchange.responseBytes += chunk.length;
      if (!response.write(chunk)) {
        body.pause();
        response.once('drain', () => body.resume());
      }
    });
    body.on('end', () => {
      response.end();
    });
    body.on('error', () => {
      // Cutting the connection is the only way left to tell the client that the answer is not whole.
      finish(response.destroyed ? 'client_gone' : 'upstream_failed');
      response.destroy();
    });
    response.on('finish', () => finish('complete'));
    response.on('close', () => {
      finish(response.writableFinished ? 'complete' : 'client_gone');
      body.destroy();
    });
  });
}
