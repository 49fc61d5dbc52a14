import type { CountFailure } from '../ports/host.ts';
import type { LogRecord, RequestLog } from '../ports/request-log.ts';

export interface TrafficWriter {
  /**
   * Takes a finished request. `sameAs` is what makes requests of one batch the same for their owner (null: nothing is);
   * `build` makes the record and is only called when the request gets a row of its own.
   */
  add: (id: string, sameAs: object | null, build: () => LogRecord) => void;
  /** Writes what is waiting; readers call it first so that they see every finished request. */
  flush: () => void;
  /** Id of the row that stands for a request: its own, or the one it was folded into. */
  rowOf: (id: string) => string;
}

/** One transaction for many requests keeps the log off the requests' path. */
const flushEveryMs = 250;
/** Rows of one batch, so 2,000 a second; repeats beyond that are counted on the row they repeat, not listed again. */
const rowsPerBatch = 500;
/** Rows that wait while the disk refuses writes; older ones are given up first. */
const maxWaiting = 10_000;
const maxFolded = 10_000;

/** Batches the request log. A failed write is tried again with the next batch; nothing is thrown. */
export function createTrafficWriter(log: RequestLog, countFailure: CountFailure, onWritten: () => void): TrafficWriter {
  let waiting: LogRecord[] = [];
  let latest = new Map<object, LogRecord>();
  let folded = new Map<string, string>();
  let foldedBefore = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    latest = new Map();
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    try {
      log.append(batch);
      onWritten();
    } catch (error) {
      countFailure('log_write_failed', error);
      waiting = batch;
    }
  };

  const fold = (id: string, record: LogRecord): void => {
    record.detail.repeats += 1;
    if (record.hit !== null) record.hit.count = record.detail.repeats;
    if (folded.size >= maxFolded) {
      foldedBefore = folded;
      folded = new Map();
    }
    folded.set(id, record.detail.id);
  };

  return {
    add: (id, sameAs, build) => {
      timer ??= setTimeout(flush, flushEveryMs).unref();
      const before = sameAs === null || waiting.length < rowsPerBatch ? undefined : latest.get(sameAs);
      if (before !== undefined) {
        fold(id, before);
        return;
      }
      const record = build();
      waiting.push(record);
      if (sameAs !== null) latest.set(sameAs, record);
      if (waiting.length > maxWaiting) {
        waiting.splice(0, waiting.length - maxWaiting);
        countFailure('log_rows_lost', new Error('the traffic log could not be written for too long'));
      }
    },
    flush,
    rowOf: (id) => folded.get(id) ?? foldedBefore.get(id) ?? id,
  };
}
