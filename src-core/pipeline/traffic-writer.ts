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

/** Written after the answer and together, the log stays off the requests' path. */
const flushEveryMs = 250;
/** Rows of one batch, so 2,000 a second; repeats beyond that are counted on the row they repeat, not listed again. */
const rowsPerBatch = 500;
/**
 * Rows of one transaction: each takes about a third of a millisecond, and other requests wait meanwhile. Fewer would be written in
 * more transactions, each of which writes pages that the one before has written.
 */
const rowsAtOnce = 16;
/** Rows that wait while the disk refuses writes; older ones are given up first. */
const maxWaiting = 10_000;
const maxFolded = 10_000;

/**
 * Batches the request log and writes a batch by few rows at a time. What could not be written is tried again with the next
 * batch; nothing is thrown.
 */
export function createTrafficWriter(log: RequestLog, countFailure: CountFailure, onWritten: () => void): TrafficWriter {
  /** Rows of this batch, into which repeats may still be folded. */
  let waiting: LogRecord[] = [];
  /** Rows of batches before, which are on their way into the log. */
  let leaving: LogRecord[] = [];
  let latest = new Map<object, LogRecord>();
  let folded = new Map<string, string>();
  let foldedBefore = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let next: NodeJS.Immediate | undefined;

  const endBatch = (): void => {
    clearTimeout(timer);
    clearImmediate(next);
    timer = undefined;
    latest = new Map();
    leaving = leaving.concat(waiting);
    waiting = [];
  };

  const write = (most: number): void => {
    if (leaving.length === 0) return;
    const rows = leaving.slice(0, most);
    try {
      log.append(rows);
      leaving = leaving.slice(rows.length);
      onWritten();
    } catch (error) {
      countFailure('log_write_failed', error);
    }
  };

  const writeInTurns = (): void => {
    const before = leaving.length;
    write(rowsAtOnce);
    if (leaving.length > 0 && leaving.length < before) next = setImmediate(writeInTurns).unref();
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
      timer ??= setTimeout(() => {
        endBatch();
        writeInTurns();
      }, flushEveryMs).unref();
      const before = sameAs === null || waiting.length < rowsPerBatch ? undefined : latest.get(sameAs);
      if (before !== undefined) {
        fold(id, before);
        return;
      }
      const record = build();
      waiting.push(record);
      if (sameAs !== null) latest.set(sameAs, record);
      const surplus = leaving.length + waiting.length - maxWaiting;
      if (surplus > 0 && leaving.length > 0) {
        leaving = leaving.slice(surplus);
        countFailure('log_rows_lost', new Error('the traffic log could not be written for too long'));
      }
    },
    flush: () => {
      endBatch();
      write(leaving.length);
    },
    rowOf: (id) => folded.get(id) ?? foldedBefore.get(id) ?? id,
  };
}
