import type { Tick, Topic } from '../contracts/events.ts';

export interface Ticks {
  changed: (topic: Topic) => void;
  subscribe: (listener: (tick: Tick) => void) => () => void;
  close: () => void;
}

/** At most four ticks a second, however busy the proxy is. */
const gapMs = 250;

/** Gathers changes and tells subscribers which topics to ask for again. */
export function createTicks(): Ticks {
  const listeners = new Set<(tick: Tick) => void>();
  const pending = new Set<Topic>();
  let timer: NodeJS.Timeout | undefined;

  const send = (): void => {
    timer = undefined;
    const tick = { topics: [...pending] };
    pending.clear();
    for (const listener of listeners) listener(tick);
  };

  return {
    changed: (topic) => {
      if (listeners.size === 0) return;
      pending.add(topic);
      timer ??= setTimeout(send, gapMs).unref();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
