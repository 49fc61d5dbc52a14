import type { CacheMatch } from '../contracts/outcome.ts';
import type { Host } from '../ports/host.ts';
import type { Schedule } from '../support/schedule.ts';
import type { Exchange } from './exchange.ts';
import type { Hit } from './look-up.ts';
import { outcomeHeaders } from './outcome.ts';
import { paceMs, splitStream, writePaced } from './paced-body.ts';
import type { ReadyReplay } from './ready-replay.ts';
import { answerStatus, type Lookup } from './record-answer.ts';

export interface ServeDeps {
  host: Host;
  schedule: Schedule;
}

/**
 * Sends a stored answer: at once, or a stream at the pace asked for, which resolves when it is over. It carries no header
 * of the old answer that was about that call, such as rate limits.
 */
export function serveHit(
  deps: ServeDeps,
  exchange: Exchange,
  { dialect, request, rules }: Lookup,
  { answer, replay, isStale }: Hit,
  match: CacheMatch,
): Promise<void> | undefined {
  const { response, outcome } = exchange;
  outcome.cacheStatus = isStale ? 'stale' : 'hit';
  outcome.match = match;
  outcome.entryId = answer.id;
  outcome.usage = answer.usage;
  // An upstream that was called and failed has spared nobody a call.
  outcome.savedMs = outcome.reason === 'stale_on_error' ? 0 : answer.durationMs;
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
  exchange.firstByteAt = deps.host.clock.monotonic();
  response.writeHead(answerStatus(dialect), headers);
  if (rules.pace !== 'instant' && request.wish.mode !== 'json')
    return sendPaced(deps, exchange, rules.pace, { answer, replay });
  // ASCII is the same in both encodings, and Latin-1 needs no transcoding.
  if (typeof replay.body === 'string' && replay.body.length === replay.byteLength) response.end(replay.body, 'latin1');
  else response.end(replay.body);
  return undefined;
}

async function sendPaced(
  { host, schedule }: ServeDeps,
  exchange: Exchange,
  pace: Lookup['rules']['pace'],
  { answer, replay }: { answer: Hit['answer']; replay: ReadyReplay },
): Promise<void> {
  const { monotonic } = host.clock;
  const pieces = splitStream(Buffer.from(replay.body), replay.contentType);
  const totalMs = paceMs(pace, answer, pieces.length);
  // Time that is spent on purpose is not saved.
  exchange.outcome.savedMs = Math.max(0, exchange.outcome.savedMs - totalMs);
  await writePaced(exchange.response, pieces, totalMs, { monotonic, schedule });
  exchange.endedAt = monotonic();
}
