import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { destination, pino } from 'pino';
import type { Host } from './ports/host.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** The real clock, random source and log. Log lines go to standard error as JSON, one event each. */
export function createNodeHost(level: LogLevel): Host {
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ dest: 2, sync: true }),
  );
  return {
    clock: { now: Date.now, monotonic: () => performance.now() },
    randomBytes,
    logger: {
      debug: (event, fields = {}) => log.debug(fields, event),
      info: (event, fields = {}) => log.info(fields, event),
      warn: (event, fields = {}) => log.warn(fields, event),
      error: (event, fields = {}) => log.error(fields, event),
    },
  };
}
