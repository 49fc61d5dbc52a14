export interface RecordQueue {
  /** Runs the recording of a key soon, together with others; resolves when it is done. Jobs never reject. */
  add: <Result>(key: string, job: () => Promise<Result>) => Promise<Result>;
  /** What to wait for before a key is looked up: its recording, when one is under way. */
  pending: (key: string) => Promise<unknown> | undefined;
  /** Runs everything that waits; resolves when all of it is done. */
  drain: () => Promise<void>;
}

/** Long enough for answers of one burst to share a commit, short enough that nobody sees it. */
const delayMs = 20;

/**
 * Takes recording off the requests' path: a commit stops the event loop, so answers wait a moment and are then stored
 * together. Whoever asks for one of them before waits for it, so nothing is fetched twice for the delay.
 */
export function createRecordQueue(): RecordQueue {
  const pending = new Map<string, Promise<unknown>>();
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  const start = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const jobs = waiting;
    waiting = [];
    for (const job of jobs) job();
  };

  return {
    add: <Result>(key: string, job: () => Promise<Result>) => {
      const turn = new Promise<void>((resolve) => waiting.push(resolve));
      const done = turn.then(job).finally(() => {
        if (pending.get(key) === done) pending.delete(key);
      });
      pending.set(key, done);
      timer ??= setTimeout(start, delayMs);
      return done;
    },
    pending: (key) => {
      const recording = pending.get(key);
      if (recording !== undefined) start();
      return recording;
    },
    drain: async () => {
      while (pending.size > 0) {
        start();
        await Promise.all(pending.values());
      }
      // The requests that waited for these jobs go on before whoever drains does.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
