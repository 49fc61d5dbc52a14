import type { CountFailure } from '../ports/host.ts';
import type { LogRecord, RequestLog } from '../ports/request-log.ts';

export interface TrafficWriter {
  add: (record: LogRecord) => void;
  /** Writes what is waiting; readers call it first so that they see every finished request. */
  flush: () => void;
}

/** One transaction for many requests keeps the log off the requests' path. */
const flushEveryMs = 250;
const flushAtRows = 500;
/** Rows that wait while the disk refuses writes; older ones are given up first. */
const maxWaiting = 10_000;

/** Batches the request log. A failed write is tried again with the next batch; nothing is thrown. */
export function createTrafficWriter(log: RequestLog, countFailure: CountFailure, onWritten: () => void): TrafficWriter {
  let waiting: LogRecord[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    try {
      log.append(batch);
      onWritten();
    } catch (error) {
      countFailure('log_write_failed', error);
      waiting = batch.slice(-maxWaiting);
    }
  };

  return {
    add: (record) => {
      waiting.push(record);
      if (waiting.length > maxWaiting) {
        waiting.splice(0, waiting.length - maxWaiting);
        countFailure('log_rows_lost', new Error('the traffic log could not be written for too long'));
      }
      if (waiting.length % flushAtRows === 0) flush();
      else timer ??= setTimeout(flush, flushEveryMs).unref();
    },
    flush,
  };
}
