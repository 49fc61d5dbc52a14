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
    randomBytes: pooledRandomBytes(),
    logger: {
      debug: (event, fields = {}) => log.debug(fields, event),
      info: (event, fields = {}) => log.info(fields, event),
      warn: (event, fields = {}) => log.warn(fields, event),
      error: (event, fields = {}) => log.error(fields, event),
    },
  };
}

/** Asking the system for each id's few bytes costs more than the rest of a hit's bookkeeping; a pool asks once in a while. */
function pooledRandomBytes(): Host['randomBytes'] {
  let pool = randomBytes(0);
  let used = 0;
  return (count) => {
    if (count > poolBytes / 16) return randomBytes(count);
    if (used + count > pool.length) {
      pool = randomBytes(poolBytes);
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}

const poolBytes = 4096;
