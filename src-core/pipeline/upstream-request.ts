import type { Readable } from 'node:stream';
import type { Clock } from '../ports/host.ts';
import type { Route } from '../providers/route.ts';
import { SemcacheError } from '../contracts/errors.ts';
import { endToEndHeaders } from '../wire/headers.ts';
import type { UpstreamAnswer, UpstreamClient } from '../wire/upstream-client.ts';
import type { Exchange } from './exchange.ts';
import { isOutcomeHeader, outcomeHeaders } from './outcome.ts';

export interface ForwardDeps {
  clock: Clock;
  upstream: () => UpstreamClient;
  noteUpstream: (name: string, result: { status: number } | { error: string }) => void;
}

/** How an answer ended for one client, or for all of them. */
export type ForwardEnd = 'complete' | 'client_gone' | 'upstream_failed';

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

/** Sends a request upstream as its client sent it. Rejects with SemcacheError upstream_*, or as the signal was aborted. */
export async function callUpstream(
  deps: ForwardDeps,
  exchange: Exchange,
  route: Route,
  body: Buffer | Readable | null,
  signal: AbortSignal,
): Promise<UpstreamAnswer> {
  try {
    const answer = await deps.upstream().call({
      origin: route.origin,
      path: `${route.path}${route.query}`,
      method: exchange.request.method ?? 'GET',
      headers: endToEndHeaders(exchange.request.rawHeaders, isForUs),
      body,
      signal,
    });
    deps.noteUpstream(route.upstreamName, { status: answer.status });
    return answer;
  } catch (error) {
    if (error instanceof SemcacheError && !signal.aborted)
      deps.noteUpstream(route.upstreamName, { error: error.message });
    throw error;
  }
}

/** The head of an upstream's answer as it came, and what we have to say of it. */
export function sendHead(deps: { clock: Clock }, exchange: Exchange, answer: UpstreamAnswer): void {
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
