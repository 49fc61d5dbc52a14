import { errorCodes, type ErrorCode, type SemcacheError } from '../contracts/errors.ts';
import type { Dialect } from '../ports/dialect.ts';
import type { Exchange } from './exchange.ts';
import { outcomeHeaders } from './outcome.ts';

const connectionFailures: ReadonlySet<ErrorCode> = new Set([
  'upstream_unreachable',
  'upstream_timeout',
  'upstream_broke',
]);

/** Whether an error means that no answer came from the upstream. */
export const isConnectionFailure = (code: ErrorCode): boolean => connectionFailures.has(code);

/**
 * Body of an error of ours. A dialect whose SDK needs its own shape gets it; connection failures else keep the shape that
 * Semcache's clients know.
 */
export function ownErrorBody(error: SemcacheError, dialect: Dialect | undefined): string {
  if (dialect?.errorBody !== undefined) {
    const { code, message } = error;
    return JSON.stringify(dialect.errorBody({ code, message, status: errorCodes[code].status }));
  }
  if (isConnectionFailure(error.code)) {
    return JSON.stringify({ error: `Failed to connect to upstream: ${error.message}` });
  }
  return JSON.stringify({ error: { message: error.message, type: 'semcache_error', code: error.code } });
}

/** Answers with an error of ours, or cuts the connection when an answer has already begun. */
export function sendOwnError(exchange: Exchange, error: SemcacheError): void {
  const { outcome, response } = exchange;
  outcome.errorCode = error.code;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (outcome.cacheStatus === 'bypass') outcome.reason = 'own_error';
  const body = Buffer.from(ownErrorBody(error, exchange.route?.dialect));
  const headers = [
    'content-type',
    'application/json',
    'content-length',
    String(body.length),
    ...outcomeHeaders(outcome, exchange.id, null),
  ];
  // Asking again would find the same. SDKs made by Stainless heed this (openai 7.57.0, @anthropic-ai/sdk 1.13.0: client.js).
  if (error.code === 'not_in_cache') headers.push('x-should-retry', 'false');
  // What the client still sends of its request is not read, so the connection cannot be used again.
  if (!exchange.request.complete) headers.push('connection', 'close');
  exchange.sentHeaders = headers;
  exchange.responseBytes = body.length;
  // A head that could not be written leaves its reason phrase behind.
  response.statusMessage = '';
  response.writeHead(errorCodes[error.code].status, headers);
  response.end(body);
}
