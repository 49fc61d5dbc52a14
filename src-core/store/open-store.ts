import { join } from 'node:path';
import type { AnswerStore, StoreLimits } from '../ports/answer-store.ts';
import type { CountFailure, Logger } from '../ports/host.ts';
import type { MarkStore } from '../ports/mark-store.ts';
import type { ShadowStore } from '../ports/shadow-store.ts';
import type { RequestLog } from '../ports/request-log.ts';
import type { VectorRows } from '../ports/vector-rows.ts';
import { createAnswerStore } from './answer-store.ts';
import { startCheckpoints } from './checkpoints.ts';
import { createStoreEncryption, type StoreEncryption } from './encryption-run.ts';
import { databaseFileName, openDatabase } from './open-database.ts';
import { createShadowStore } from './shadow-store.ts';
import { createMarkStore } from './mark-store.ts';
import { createRequestLog } from './request-log.ts';
import { createVectorRows } from './vector-rows.ts';

export interface StoreOptions {
  dataDir: string;
  /** Milliseconds since the epoch. */
  now: () => number;
  randomBytes: (count: number) => Uint8Array;
  logger: Logger;
  countFailure: CountFailure;
  limits: StoreLimits;
}

export interface Store {
  answers: AnswerStore;
  log: RequestLog;
  vectors: VectorRows;
  marks: MarkStore;
  checks: ShadowStore;
  encryption: StoreEncryption;
  readOnly: boolean;
  /** What the console should tell about how the store was opened; null when there is nothing to tell. */
  notice: string | null;
  path: string;
  close: () => void;
}

/**
 * Opens the store of a data folder, whose lock the caller holds. Whatever state the file is in, the store opens: see
 * openDatabase. Throws SemcacheError('data_dir_unusable') when the folder or file cannot be made.
 */
export function openStore(options: StoreOptions): Store {
  const path = join(options.dataDir, databaseFileName);
  return openDatabase(options, ({ database, readOnly, notice, damage }) => {
    const checkpoints = readOnly ? undefined : startCheckpoints(database, path, options.countFailure);
    return {
      answers: createAnswerStore({ ...options, database, readOnly, damage }),
      vectors: createVectorRows(database, readOnly),
      marks: createMarkStore(database),
      checks: createShadowStore(database, readOnly),
      encryption: createStoreEncryption(database, readOnly, options.countFailure),
      log: createRequestLog({ database, readOnly, damage, countFailure: options.countFailure }),
      readOnly,
      notice,
      path,
      close: () => {
        checkpoints?.stop();
        database.close();
      },
    };
  });
}
