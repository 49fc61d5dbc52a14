import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../providers/route.ts';
import { headerPairs, type RawHeaders } from '../wire/headers.ts';
import { passThroughOutcome, type Outcome } from './outcome.ts';

/** One request on its way through the proxy. */
export interface Exchange {
  id: string;
  request: IncomingMessage;
  response: ServerResponse;
  /** Arrival, milliseconds since the epoch. */
  at: number;
  /** Arrival on the monotonic clock, milliseconds. */
  startedAt: number;
  /** First byte of the answer to the client, monotonic milliseconds. */
  firstByteAt: number | null;
  /** End of the answer, monotonic milliseconds; recording comes after it. */
  endedAt: number | null;
  route: Route | null;
  /** Program that asks, where that is found out. */
  caller: string | null;
  outcome: Outcome;
  /** What the request was identified as; requests that share it are byte for byte the same. */
  identity: object | null;
  requestBytes: number;
  responseBytes: number;
  /** Raw response headers as sent. */
  sentHeaders: readonly string[];
  /** The proxy's own start-up check: kept out of log and totals. */
  internal: boolean;
}

export function createExchange(
  request: IncomingMessage,
  response: ServerResponse,
  given: { id: string; at: number; startedAt: number; internal: boolean },
): Exchange {
  return {
    ...given,
    request,
    response,
    firstByteAt: null,
    endedAt: null,
    route: null,
    caller: null,
    identity: null,
    outcome: passThroughOutcome(),
    requestBytes: 0,
    responseBytes: 0,
    sentHeaders: [],
  };
}

/**
 * One request header as text; repeated ones joined as node:http joins them. Of credentials it would keep the first, while
 * all of them go upstream and any may be the one that counts there.
 */
export function requestHeader(request: IncomingMessage, name: string): string | undefined {
  if (name === 'authorization') return everyValue(request.rawHeaders, name);
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function everyValue(rawHeaders: RawHeaders, lowerName: string): string | undefined {
  const values = [...headerPairs(rawHeaders)].filter(([name]) => name.toLowerCase() === lowerName);
  return values.length === 0 ? undefined : values.map(([, value]) => value).join(', ');
}
