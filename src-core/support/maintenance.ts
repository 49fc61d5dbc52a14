import type { CountFailure } from '../ports/host.ts';

export interface Maintenance {
  run: () => void;
  stop: () => void;
}

const everyMs = 10 * 60 * 1000;

/**
 * Runs chores now and then. A chore does a bounded piece and says how much; requests get their turn between pieces, and
 * a chore that says 0 is done until next time. `onDone` follows the last piece.
 */
export function startMaintenance(
  chores: readonly (() => number)[],
  countFailure: CountFailure,
  onDone: () => void,
): Maintenance {
  let stopped = false;
  let running = false;

  const next = (waiting: readonly (() => number)[]): void => {
    const [chore, ...others] = waiting;
    if (stopped || chore === undefined) {
      running = false;
      if (!stopped) onDone();
      return;
    }
    let left = others;
    try {
      if (chore() > 0) left = [...others, chore];
    } catch (error) {
      countFailure('maintenance_failed', error);
    }
    setImmediate(next, left);
  };

  const run = (): void => {
    if (running) return;
    running = true;
    setImmediate(next, chores);
  };
  const timer = setInterval(run, everyMs).unref();
  return {
    run,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
