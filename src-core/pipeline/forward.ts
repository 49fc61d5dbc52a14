import type { Readable } from 'node:stream';
import { SemcacheError } from '../contracts/errors.ts';
import type { Clock } from '../ports/host.ts';
import type { Route } from '../providers/route.ts';
import { endToEndHeaders } from '../wire/headers.ts';
import type { UpstreamAnswer, UpstreamClient } from '../wire/upstream-client.ts';
import type { Exchange } from './exchange.ts';
import { isOutcomeHeader, outcomeHeaders } from './outcome.ts';
import type { Recorder } from './recorder.ts';

export interface ForwardDeps {
  clock: Clock;
  upstream: () => UpstreamClient;
  noteUpstream: (name: string, result: { status: number } | { error: string }) => void;
}

export type ForwardEnd = 'complete' | 'client_gone' | 'upstream_failed';

export interface Forwarded {
  end: ForwardEnd;
  status: number;
  rawHeaders: string[];
  /** From the call until the end of the answer, milliseconds. */
  durationMs: number;
}

export interface ForwardOptions {
  /** Asked once the head of the answer is known. */
  recorderFor: (answer: UpstreamAnswer) => Recorder | undefined;
  /** Whether an answer of that status is not passed on, because there is a better one; then RefusedAnswer is thrown. */
  refuses?: (status: number) => boolean;
}

/** An answer began and was not passed on. */
export class RefusedAnswer extends Error {
  override readonly name = 'RefusedAnswer';
}

/** Request headers that are addressed to this proxy, and what undici writes itself. */
function isForUs(lowerName: string): boolean {
  return (
    lowerName === 'host' ||
    lowerName === 'expect' ||
    lowerName.startsWith('x-semcache-') ||
    lowerName.startsWith('x-llm-proxy-') ||
    lowerName === 'x-llm-prompt'
  );
}

/**
 * Sends the request upstream as the client sent it and the answer to the client as it comes. Throws SemcacheError when
 * no answer began, RefusedAnswer when it was not wanted; the client that leaves takes the upstream call along.
 */
export async function forward(
  deps: ForwardDeps,
  exchange: Exchange,
  route: Route,
  body: Buffer | Readable | null,
  { recorderFor, refuses }: ForwardOptions,
): Promise<Forwarded> {
  const { request, response } = exchange;
  const abort = new AbortController();
  const onClose = (): void => {
    if (!response.writableFinished) abort.abort();
  };
  response.once('close', onClose);
  const startedAt = deps.clock.monotonic();
  try {
    const answer = await deps.upstream().call({
      origin: route.origin,
      path: `${route.path}${route.query}`,
      method: request.method ?? 'GET',
      headers: endToEndHeaders(request.rawHeaders, isForUs),
      body,
      signal: abort.signal,
    });
    deps.noteUpstream(route.upstreamName, { status: answer.status });
    if (refuses?.(answer.status) === true) {
      // Ends the connection: reading an answer that nobody gets to its end could take longer than a new one.
      answer.body.on('error', () => undefined).destroy();
      throw new RefusedAnswer(`status ${String(answer.status)}`);
    }
    const recorder = recorderFor(answer);
    sendHead(deps, exchange, answer);
    const end = await relay(deps, exchange, answer.body, recorder);
    exchange.endedAt = deps.clock.monotonic();
    return {
      end,
      status: answer.status,
      rawHeaders: answer.rawHeaders,
      durationMs: deps.clock.monotonic() - startedAt,
    };
  } catch (error) {
    if (abort.signal.aborted)
      return { end: 'client_gone', status: 0, rawHeaders: [], durationMs: deps.clock.monotonic() - startedAt };
    if (error instanceof SemcacheError) deps.noteUpstream(route.upstreamName, { error: error.message });
    throw error;
  } finally {
    response.off('close', onClose);
  }
}

function sendHead(deps: ForwardDeps, exchange: Exchange, answer: UpstreamAnswer): void {
  const { response, outcome } = exchange;
  const headers = endToEndHeaders(answer.rawHeaders, isOutcomeHeader);
  headers.push(...outcomeHeaders(outcome, exchange.id, null));
  exchange.sentHeaders = headers;
  response.writeHead(answer.status, answer.statusText, headers);
  // A body that is already there shares a packet with the head; a stream that takes its time must not hold the head back.
  setImmediate(() => {
    exchange.firstByteAt ??= deps.clock.monotonic();
    if (!response.destroyed) response.flushHeaders();
  });
}

/** Copies the answer with back-pressure: a slow client slows the upstream down and costs no memory. */
function relay(
  deps: ForwardDeps,
  exchange: Exchange,
  body: Readable,
  recorder: Recorder | undefined,
): Promise<ForwardEnd> {
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
      recorder?.add(chunk);
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
