/** Runs something later; the returned function takes that back. */
export type Schedule = (delayMs: number, run: () => void) => () => void;

/** The system's own timer. */
export const scheduleTimer: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
