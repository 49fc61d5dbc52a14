import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { onTestFinished } from 'vitest';
import { forkModelProcess } from '../../../../src-core/matching/models/fork-model-process.ts';
import {
  startModelRunner,
  type ManagedModelRunner,
  type ModelRunnerOptions,
} from '../../../../src-core/matching/models/model-runner.ts';
import type { SpawnModelProcess } from '../../../../src-core/matching/models/model-worker.ts';
import type { ModelState } from '../../../../src-core/ports/model-runner.ts';

export const shippedModels = join(import.meta.dirname, '..', '..', '..', '..', 'models');

export interface TestRunner extends ManagedModelRunner {
  memoryPath: string;
  /** Process ids in the order of their start. */
  pids: number[];
  /** Failures counted, as "name: message". */
  failures: string[];
  /** Every state the runner went through. */
  states: string[];
  until: (condition: (state: ModelState) => boolean) => Promise<void>;
}

const ignore = () => undefined;

/** A runner of the shipped models in real processes, closed when the test ends. */
export function startRunner(options: Partial<ModelRunnerOptions> = {}): TestRunner {
  const pids: number[] = [];
  const failures: string[] = [];
  const states: string[] = [];
  const waiting: (() => void)[] = [];
  const spawn: SpawnModelProcess = (events) => {
    const worker = (options.spawn ?? forkModelProcess)(events);
    pids.push(worker.pid ?? -1);
    return worker;
  };
  const runner: ManagedModelRunner = startModelRunner({
    modelsFolder: shippedModels,
    embedder: 'all-MiniLM-L6-v2',
    verifier: 'semcache-verifier',
    memoryPath: join(tempDir(), 'models.json'),
    appVersion: '1.0.0',
    clock: { now: Date.now, monotonic: () => performance.now() },
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    countFailure: (name, cause) => failures.push(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`),
    ...options,
    onChange: () => {
      // The first change comes before there is a runner to ask.
      queueMicrotask(() => {
        const { state, backend } = runner.state();
        states.push(`${backend} ${state}`);
        for (const check of waiting) check();
      });
    },
    spawn,
    limits: { firstBackoffMs: 1, ...options.limits },
  });
  onTestFinished(() => runner.close());
  return {
    identity: () => runner.identity(),
    state: () => runner.state(),
    embed: (text) => runner.embed(text),
    verify: (pairs) => runner.verify(pairs),
    started: () => runner.started(),
    retry: () => runner.retry(),
    close: () => runner.close(),
    memoryPath: options.memoryPath ?? '',
    pids,
    failures,
    states,
    until: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (condition(runner.state())) resolve();
        };
        waiting.push(check);
        check();
      }),
  };
}

export function tempDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'semcache-models-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the shipped models that a test may damage. */
export function copiedModels(): string {
  const folder = join(tempDir(), 'models');
  cpSync(shippedModels, folder, { recursive: true });
  return folder;
}

/** Whether a process of that id is alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
