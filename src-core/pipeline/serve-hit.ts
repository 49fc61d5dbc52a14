import type { Dialect } from '../ports/dialect.ts';
import type { Exchange } from './exchange.ts';
import type { Hit } from './look-up.ts';
import { outcomeHeaders } from './outcome.ts';
import { answerStatus } from './record-answer.ts';

/** Sends a stored answer. It carries no header of the old answer that was about that call, such as rate limits. */
export function serveHit(exchange: Exchange, dialect: Dialect, { answer, replay }: Hit, monotonic: () => number): void {
  const { response, outcome } = exchange;
  const ageSeconds = Math.max(0, Math.floor((exchange.at - answer.createdAt) / 1000));
  const headers = [
    'content-type',
    replay.contentType,
    'content-length',
    String(replay.byteLength),
    // SDKs show this as the request's id; the recorded one belongs to another call.
    dialect.requestIdHeader ?? 'x-request-id',
    exchange.id,
    ...outcomeHeaders(outcome, exchange.id, ageSeconds),
  ];
  if (replay.contentType.startsWith('text/event-stream')) headers.push('cache-control', 'no-cache');
  exchange.sentHeaders = headers;
  exchange.responseBytes = replay.byteLength;
  exchange.firstByteAt = monotonic();
  response.writeHead(answerStatus(dialect), headers);
  // ASCII is the same in both encodings, and Latin-1 needs no transcoding.
  if (typeof replay.body === 'string' && replay.body.length === replay.byteLength) response.end(replay.body, 'latin1');
  else response.end(replay.body);
}
