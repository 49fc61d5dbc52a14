import { performance } from 'node:perf_hooks';

/** Does work in slices on the event loop, with pauses in which requests are served. */
export interface Background {
  /** There is work again. */
  wake: () => void;
  /** Resolves when there is nothing left to do. */
  settled: () => Promise<void>;
  stop: () => void;
}

/** Longest a slice works before it lets others in, unless a single step takes longer. */
const sliceMs = 4;
/** As long as a slice: the background takes half of the thread at most. */
const pauseMs = 4;

/** `step` does a little and says whether it did anything. */
export function createBackground(step: () => boolean): Background {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let waiting: (() => void)[] = [];

  const slice = () => {
    timer = null;
    const end = performance.now() + sliceMs;
    let busy = !stopped;
    while (busy && performance.now() < end) busy = step();
    if (busy) plan();
    else {
      for (const resolve of waiting) resolve();
      waiting = [];
    }
  };
  const plan = () => {
    timer ??= setTimeout(slice, pauseMs);
    // Someone who waits for the end keeps the process alive until then; the work alone does not.
    if (waiting.length === 0) timer.unref();
  };

  return {
    wake: () => {
      if (!stopped) plan();
    },
    settled: () =>
      new Promise((resolve) => {
        if (timer === null) resolve();
        else {
          timer.ref();
          waiting.push(resolve);
        }
      }),
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}

/**
 * For loops that are awaited: call it in each round, and it lets the event loop run whenever a slice is used up. A request
 * takes several turns of the loop, so there is time for all of them before the next slice.
 */
export function createPause(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMs) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        since = performance.now();
        resolve();
      }, pauseMs);
    });
  };
}
