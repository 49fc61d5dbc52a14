import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { StoreLimits } from '../../../src-core/ports/answer-store.ts';
import { openStore, type Store } from '../../../src-core/store/open-store.ts';
import { start, wideLimits } from './store-drafts.ts';

/** A clock that moves only when told to. */
function fakeClock() {
  let current = start;
  return {
    now: () => current,
    advance: (ms: number) => {
      current += ms;
    },
  };
}

let bytesCalls = 0;

/** Bytes that never repeat in a test file, and are the same in every run. */
export function countingBytes(count: number): Uint8Array {
  bytesCalls += 1;
  return createHash('sha512').update(`bytes ${bytesCalls}`).digest().subarray(0, count);
}

export function tempDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'semcache-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestStore extends Store {
  dataDir: string;
  clock: ReturnType<typeof fakeClock>;
  /** Names given to countFailure, in order. */
  failures: string[];
}

const ignore = () => undefined;

/** A real store on disk with a fake clock, closed when the test ends. */
export function openTestStore(options: { dataDir?: string; limits?: Partial<StoreLimits> } = {}): TestStore {
  const dataDir = options.dataDir ?? tempDir();
  const clock = fakeClock();
  const failures: string[] = [];
  const store = openStore({
    dataDir,
    now: clock.now,
    randomBytes: countingBytes,
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    countFailure: (name) => failures.push(name),
    limits: { ...wideLimits, ...options.limits },
  });
  let open = true;
  const close = () => {
    if (open) store.close();
    open = false;
  };
  onTestFinished(close);
  return { ...store, close, dataDir, clock, failures };
}
