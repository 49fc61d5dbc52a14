export interface Throttle<Key> {
  /** Runs now when the key has rested, else once when its rest ends; calls in between are one. */
  ask: (key: Key) => void;
  stop: () => void;
}

/** Bounds how often something is done per key. `restMs` says how long a key rests after each run. */
export function createThrottle<Key>(run: (key: Key) => void, restMs: (key: Key) => number): Throttle<Key> {
  const resting = new Map<Key, { again: boolean; timer: ReturnType<typeof setTimeout> }>();

  const start = (key: Key): void => {
    run(key);
    const timer = setTimeout(() => {
      const again = resting.get(key)?.again === true;
      resting.delete(key);
      if (again) start(key);
    }, restMs(key));
    resting.set(key, { again: false, timer });
  };

  return {
    ask: (key) => {
      const rest = resting.get(key);
      if (rest === undefined) start(key);
      else rest.again = true;
    },
    stop: () => {
      for (const { timer } of resting.values()) clearTimeout(timer);
      resting.clear();
    },
  };
}
