import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsFileSchema, type SettingsFile } from '../../src-core/contracts/settings.ts';
import type { OperationInput, OperationName, OperationResult } from '../../src-core/contracts/operations.ts';
import { startCore, type Core, type CoreOptions, type Host, type SettingsBackend } from '../../src-core/index.ts';

/** A clock that stands still until a test moves it; durations still pass. */
export interface TestClock {
  now: () => number;
  monotonic: () => number;
  advance: (milliseconds: number) => void;
}

export function testClock(start = Date.UTC(2026, 10, 1)): TestClock {
  let now = start;
  return { now: () => now, monotonic: () => performance.now(), advance: (milliseconds) => (now += milliseconds) };
}

export function testHost(clock: TestClock = testClock()): Host & { events: { event: string; fields: unknown }[] } {
  const events: { event: string; fields: unknown }[] = [];
  const log = (event: string, fields?: Record<string, unknown>): void => void events.push({ event, fields });
  return { clock, randomBytes, logger: { debug: log, info: log, warn: log, error: log }, events };
}

export function memorySettings(file: SettingsFile = {}): SettingsBackend & { file: SettingsFile } {
  const backend = {
    file,
    path: 'settings.json',
    read: () => backend.file,
    write: (next: SettingsFile) => void (backend.file = settingsFileSchema.parse(next)),
  };
  return backend;
}

export function tempDir(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'semcache-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface RunningCore {
  core: Core;
  url: string;
  clock: TestClock;
  host: ReturnType<typeof testHost>;
  dataDir: string;
  /** Calls an operation and returns its value; throws on an error answer. */
  ask: <Name extends OperationName>(name: Name, params: OperationInput<Name>) => Promise<OperationResult<Name>>;
  stop: () => Promise<void>;
}

/** The real core on a free port with a real data folder. */
export async function runCore(
  settings: SettingsFile = {},
  more: Partial<Omit<CoreOptions, 'settings'>> & { clock?: TestClock } = {},
): Promise<RunningCore> {
  const clock = more.clock ?? testClock();
  const host = testHost(clock);
  const temp = more.dataDir === undefined ? tempDir() : undefined;
  const dataDir = more.dataDir ?? temp?.path ?? '';
  const core = await startCore({
    host,
    // The models cost half a second a start; tests that need them say so.
    settings: memorySettings({ matching: { level: 'off' }, ...settings }),
    overrides: { proxy: { port: 0 } },
    consoleDir: null,
    version: '0.0.0-test',
    env: {},
    ...more,
    dataDir,
  });
  return {
    core,
    url: core.url ?? '',
    clock,
    host,
    dataDir,
    ask: async (name, params) => {
      const answer = await core.call(name, params);
      if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
      return answer.value as OperationResult<typeof name>;
    },
    stop: async () => {
      await core.close({ graceMs: 100 });
      temp?.remove();
    },
  };
}
