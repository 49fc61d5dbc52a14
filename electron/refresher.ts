export interface Refresher {
  /** Something changed: run soon, but not more often than the gap allows. */
  request: () => void;
  stop: () => void;
}

/** Runs a task on request, one at a time and with at least `gapMs` between two. The first runs at once. */
export function createRefresher(task: () => Promise<void>, gapMs: number): Refresher {
  let state: 'idle' | 'busy' | 'asked-again' | 'stopped' = 'idle';
  let gap: NodeJS.Timeout | undefined;

  const run = async (): Promise<void> => {
    state = 'busy';
    await task();
    gap = setTimeout(gapOver, gapMs);
    gap.unref();
  };
  const gapOver = (): void => {
    if (state === 'asked-again') void run();
    else if (state === 'busy') state = 'idle';
  };

  return {
    request: () => {
      if (state === 'idle') void run();
      else if (state === 'busy') state = 'asked-again';
    },
    stop: () => {
      state = 'stopped';
      clearTimeout(gap);
    },
  };
}
