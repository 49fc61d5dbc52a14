import type { ServerResponse } from 'node:http';
import type { Pace } from '../contracts/settings.ts';
import type { StoredAnswer } from '../ports/answer-store.ts';
import type { Schedule } from '../support/schedule.ts';
import { parseSse } from '../wire/sse.ts';

export interface PaceDeps {
  monotonic: () => number;
  schedule: Schedule;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A stream's body cut behind each event (server-sent events) or line (a document per line); what follows goes with the last. */
export function splitStream(body: Uint8Array, contentType: string): Uint8Array[] {
  const ends = contentType.startsWith('text/event-stream')
    ? // The parser dispatches at a blank line's CR; its LF is still part of it, and Google's SDK waits for it.
      parseSse(body).events.map(({ end }) =>
        body[end - 1] === carriageReturn && body[end] === lineFeed ? end + 1 : end,
      )
    : [...body.keys()].filter((index) => body[index] === lineFeed).map((index) => index + 1);
  const starts = [0, ...ends.slice(0, -1)];
  return starts.map((start, index) => body.subarray(start, index === starts.length - 1 ? undefined : ends[index]));
}

/** How long a stream of so many pieces is to take, milliseconds. Without a count of tokens a piece counts as one. */
export function paceMs(pace: Pace, answer: Pick<StoredAnswer, 'durationMs' | 'usage'>, pieces: number): number {
  if (pace === 'instant') return 0;
  if (pace === 'recorded') return answer.durationMs;
  return ((answer.usage?.outputTokens ?? pieces) / pace) * 1000;
}

/**
 * Writes pieces evenly over a time, the last at its end, and ends the response. Resolves when all is written or the
 * client has left, which stops the clock.
 */
export function writePaced(
  response: ServerResponse,
  pieces: readonly Uint8Array[],
  totalMs: number,
  { monotonic, schedule }: PaceDeps,
): Promise<void> {
  const startedAt = monotonic();
  const dueAt = (index: number): number => startedAt + (totalMs * (index + 1)) / pieces.length;
  return new Promise((resolve) => {
    let next = 0;
    let cancel = (): void => undefined;
    const advance = (): void => {
      const now = monotonic();
      // A timer that came late catches up, so that the whole takes the time it should.
      for (; next < pieces.length && dueAt(next) <= now; next += 1) response.write(pieces[next]);
      if (next < pieces.length) {
        cancel = schedule(dueAt(next) - now, advance);
        return;
      }
      response.end();
      resolve();
    };
    response.once('close', () => {
      cancel();
      resolve();
    });
    response.flushHeaders();
    advance();
  });
}
