/** What the core needs from whoever runs it: Electron's main process, the headless CLI, or a test. */
export interface Host {
  clock: Clock;
  logger: Logger;
  /** Random bytes for ids, tokens and salts. */
  randomBytes: (count: number) => Uint8Array;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Milliseconds of a clock that never jumps; only differences mean anything. */
  monotonic: () => number;
}

/** Structured log lines. Never given bodies, credentials or query strings. */
export interface Logger {
  debug: (event: string, fields?: Record<string, unknown>) => void;
  info: (event: string, fields?: Record<string, unknown>) => void;
  warn: (event: string, fields?: Record<string, unknown>) => void;
  error: (event: string, fields?: Record<string, unknown>) => void;
}

/** Counts a failure that no request felt, so that it reaches metrics and the console. */
export type CountFailure = (name: string, cause: unknown) => void;
