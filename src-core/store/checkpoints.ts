import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { CountFailure } from '../ports/host.ts';
import type { Database } from './database.ts';

/** How often the length of the write-ahead log is looked at: 0.1 ms each time. */
const lookEveryMs = 1000;

/** Pages in the log that are worth a checkpoint: 16 MiB. */
export const worthPages = 4000;

/** Where a commit does it after all, should the thread not keep up: 256 MiB. */
const lastResortPages = 65_536;

/**
 * What the thread does: it copies what is in the log, then the little that commits added meanwhile, and as soon as they added
 * nothing, has the log begin anew (RESTART; PASSIVE leaves that to a commit that finds nothing left to copy, and under
 * steady load none does). It is text because a packed app has no file of its own for it outside of the archive, and it ends
 * at once: a thread that stays would take 10 MiB for a moment's work every few minutes.
 */
const program = `
  const { DatabaseSync } = require('node:sqlite');
  const { workerData } = require('node:worker_threads');
  const connection = new DatabaseSync(workerData.path, { timeout: 1000 });
  const passive = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  // RESTART holds the lock of writers while it waits for readers, so it must not wait.
  connection.exec('PRAGMA busy_timeout = 0');
  const restart = connection.prepare('PRAGMA wal_checkpoint(RESTART)');
  let before = -1;
  for (let round = 0; round < 50; round += 1) {
    const { log } = passive.get();
    if (log === before && restart.get().busy === 0) break;
    before = log;
  }
  connection.close();
`;

const lengthSchema = z.object({ log: z.int(), checkpointed: z.int() });

export interface Checkpoints {
  /** Looks at the log now; resolves when the checkpoint is done that it was long enough for, if it was. Never rejects. */
  look: () => Promise<void>;
  stop: () => void;
}

/**
 * Brings what is in the write-ahead log into the database on a thread of its own: it waits for the disk, a tenth of a second or
 * more for 16 MiB, and in a commit that time is everybody's (https://sqlite.org/wal.html, section 3.3). Readers and
 * writers go on meanwhile. When the thread fails, which is counted, commits do it again.
 */
export function startCheckpoints(database: Database, path: string, countFailure: CountFailure): Checkpoints {
  database.exec(`PRAGMA wal_autocheckpoint = ${String(lastResortPages)}`);
  let running: Promise<void> | undefined;
  let stopped = false;

  const giveUp = (cause: unknown): void => {
    if (stopped) return;
    countFailure('store_checkpoint_failed', cause);
    clearInterval(timer);
    database.exec(`PRAGMA wal_autocheckpoint = ${String(worthPages)}`);
  };
  const look = async (): Promise<void> => {
    // SQLite before 3.51 knows no NOOP and takes it for PASSIVE: then this connection does it, a second's worth at a time.
    const { log, checkpointed } = lengthSchema.parse(database.prepare('PRAGMA wal_checkpoint(NOOP)').get());
    if (log - checkpointed < worthPages) return;
    running ??= runThread(path).finally(() => {
      running = undefined;
    });
    await running;
  };
  const timer = setInterval(() => void look().catch(giveUp), lookEveryMs).unref();

  return {
    look: () => look().catch(giveUp),
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}

function runThread(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(program, {
      eval: true,
      workerData: { path },
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
    });
    thread.unref();
    thread.on('error', reject);
    thread.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the checkpoint ended with ${String(code)}`)),
    );
  });
}
