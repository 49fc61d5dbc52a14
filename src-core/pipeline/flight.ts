import type { UpstreamAnswer } from '../wire/upstream-client.ts';
import type { Exchange } from './exchange.ts';
import { createSharedBody } from './shared-body.ts';
import { sendHead, type ForwardDeps, type ForwardEnd } from './upstream-request.ts';

/** How an upstream call ended, for recording. */
export interface FlightEnd {
  end: ForwardEnd;
  status: number;
  rawHeaders: string[];
  /** From the call until the end of the answer, milliseconds. */
  durationMs: number;
  /** The whole answer as it came; undefined when it outgrew the limit or never began. */
  bytes: Buffer | undefined;
}

/** An answer began and was not passed on, because the client has a better one. */
export class RefusedAnswer extends Error {
  override readonly name = 'RefusedAnswer';
}

/** A client that leaves while it waits for the head of the answer. */
class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/** One upstream call and everybody who gets its answer. */
export interface Flight {
  /** Whether one more client can still get everything from the first byte on; if not, why. */
  state: () => 'joinable' | 'ended' | 'too_large';
  /** Clients that get its answer now. */
  clients: () => number;
  /**
   * Serves the answer to one more client: what came so far at once, the rest as it comes. Resolves when that client is
   * done or gone. Throws what the call failed with before its answer began, and RefusedAnswer.
   */
  serve: (exchange: Exchange, refuses: (status: number) => boolean) => Promise<ForwardEnd>;
  /** Resolves when the call is over; never rejects. */
  ended: Promise<FlightEnd>;
}

interface Reader {
  exchange: Exchange;
  /** Bytes that it has been given. */
  place: number;
  /** Its connection takes no more at the moment. */
  blocked: boolean;
  finish: (end: ForwardEnd) => void;
}

/** Bytes that the slowest client of a shared answer may be behind before the upstream waits for it. */
const maxBacklogBytes = 8 * 1024 * 1024;

/**
 * Starts an upstream call whose answer may go to several clients. The upstream is read as fast as the fastest of them
 * takes it; each has its own place, so that none waits for another. When the last one leaves, the call is cancelled.
 * `limit`: bytes kept for recording and for clients that join late.
 */
export function startFlight(
  deps: ForwardDeps,
  call: (signal: AbortSignal) => Promise<UpstreamAnswer>,
  limit: number,
): Flight {
  const abort = new AbortController();
  const startedAt = deps.clock.monotonic();
  const body = createSharedBody(limit);
  const readers = new Set<Reader>();
  /** Clients that are served or wait for the head. */
  let clients = 0;
  let head: UpstreamAnswer | undefined;
  let state: 'open' | 'complete' | 'failed' = 'open';
  let settle: (end: ForwardEnd) => void = () => undefined;

  const ended = new Promise<FlightEnd>((resolve) => {
    settle = (end) => {
      const { status, rawHeaders } = head ?? { status: 0, rawHeaders: [] };
      const durationMs = deps.clock.monotonic() - startedAt;
      resolve({ end, status, rawHeaders, durationMs, bytes: head === undefined ? undefined : body.bytes() });
    };
  });

  const write = (reader: Reader, piece: Buffer): void => {
    const { exchange } = reader;
    exchange.firstByteAt ??= deps.clock.monotonic();
    exchange.responseBytes += piece.length;
    reader.place += piece.length;
    if (exchange.response.write(piece)) return;
    reader.blocked = true;
    exchange.response.once('drain', () => {
      reader.blocked = false;
      pump(reader);
      regulate();
    });
  };

  /** Writes what a reader has yet to get, and ends its answer when that was all. */
  const pump = (reader: Reader): void => {
    while (!reader.blocked && reader.place < body.size()) write(reader, body.from(reader.place));
    const { response } = reader.exchange;
    if (state === 'failed') {
      // Cutting the connection is the only way left to tell the client that the answer is not whole.
      reader.finish(response.destroyed ? 'client_gone' : 'upstream_failed');
      response.destroy();
    } else if (state === 'complete' && !reader.blocked) response.end();
  };

  const onData = (chunk: Buffer): void => {
    const before = body.size();
    body.add(chunk);
    for (const reader of readers) {
      // Who keeps up gets the chunk as it came; who lags behind gets it with what comes before.
      if (reader.place === before && !reader.blocked) write(reader, chunk);
    }
    regulate();
  };

  /** The upstream flows while anybody takes what it sends, unless somebody is too far behind. */
  const regulate = (): void => {
    if (head === undefined || state !== 'open') return;
    const list = [...readers];
    const slowest = list.reduce((least, { place }) => Math.min(least, place), body.size());
    body.trim(slowest);
    const isBehind = !body.isWhole() && body.size() - slowest > maxBacklogBytes;
    if (isBehind || list.every(({ blocked }) => blocked)) head.body.pause();
    else head.body.resume();
  };

  const close = (next: 'complete' | 'failed', end: ForwardEnd): void => {
    if (state !== 'open') return;
    state = next;
    settle(end);
    for (const reader of readers) pump(reader);
  };

  const leave = (): void => {
    clients -= 1;
    if (clients > 0) {
      regulate();
      return;
    }
    close('failed', 'client_gone');
    abort.abort();
    head?.body.destroy();
  };

  const called = call(abort.signal).then(
    (answer) => {
      head = answer;
      answer.body.on('data', onData);
      answer.body.on('end', () => close('complete', 'complete'));
      answer.body.on('error', () => close('failed', 'upstream_failed'));
      answer.body.on('close', () => close('failed', 'upstream_failed'));
      // Nothing flows until somebody has sent the head on.
      answer.body.pause();
      return answer;
    },
    (error: unknown) => {
      close('failed', abort.signal.aborted ? 'client_gone' : 'upstream_failed');
      throw error;
    },
  );
  // Whoever waits for the head gets the failure; when nobody does, it is nobody's.
  called.catch(() => undefined);

  return {
    ended,
    clients: () => clients,
    state: () => (state !== 'open' ? 'ended' : body.isWhole() ? 'joinable' : 'too_large'),
    serve: async (exchange, refuses) => {
      clients += 1;
      try {
        const answer = await headFor(exchange, called);
        if (refuses(answer.status)) throw new RefusedAnswer(`status ${String(answer.status)}`);
        sendHead(deps, exchange, answer);
        return await new Promise<ForwardEnd>((resolve) => {
          const reader: Reader = {
            exchange,
            place: 0,
            blocked: false,
            finish: (end) => {
              if (!readers.delete(reader)) return;
              exchange.endedAt = deps.clock.monotonic();
              resolve(end);
            },
          };
          readers.add(reader);
          const { response } = exchange;
          response.on('finish', () => reader.finish('complete'));
          response.on('close', () => reader.finish(response.writableFinished ? 'complete' : 'client_gone'));
          if (response.destroyed) reader.finish('client_gone');
          pump(reader);
          regulate();
        });
      } catch (error) {
        if (error instanceof ClientGone) return 'client_gone';
        throw error;
      } finally {
        leave();
      }
    },
  };
}

/** The head of the answer, for as long as the client waits for it. */
function headFor({ response }: Exchange, called: Promise<UpstreamAnswer>): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const onClose = (): void => reject(new ClientGone('the client left before the answer began'));
    if (response.destroyed) return onClose();
    response.once('close', onClose);
    called.then(resolve, reject).finally(() => response.off('close', onClose));
  });
}
