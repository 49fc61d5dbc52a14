import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AppDeps } from './app-deps.ts';
import type { ElectronFacade } from './electron-facade.ts';
import { utilityModelProcess } from './model-process.ts';
import { runSelfTest } from './self-test.ts';
import type { Check } from './self-test-checks.ts';

/** Nothing here takes this long; a hanging Electron must not hang whoever started the test. */
const limitMs = 180_000;

/** A folder that nothing of the owner's is in. Made before Electron is ready, since its own files go there too. */
export function selfTestFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'semcache-self-test-'));
  mkdirSync(join(folder, 'window'));
  return folder;
}

/**
 * `--self-test`: prints one JSON line with what was looked at and ends with 0 when all of it was as it should be, else
 * with 1. Runs once Electron is ready and the session guarded, in place of window and tray.
 */
export async function selfTestAndExit(electron: ElectronFacade, deps: AppDeps, folder: string): Promise<void> {
  const report = (checks: Check[]): void => {
    const ok = checks.length > 0 && checks.every((check) => check.ok);
    const { electron: version, chrome, node } = process.versions;
    deps.print(
      JSON.stringify({ event: 'self-test', ok, version: deps.version, electron: version, chrome, node, checks }),
    );
    rmSync(folder, { recursive: true, force: true });
    electron.app.exit(ok ? 0 : 1);
  };
  const limit = setTimeout(() => report([failure(`not done after ${String(limitMs)} ms`)]), limitMs);
  try {
    report(
      await runSelfTest({
        electron,
        looks: { preload: deps.preload, icon: deps.windowIcon, dark: false, devTools: false },
        startCore: (upstreamUrl) => startCore(electron, deps, folder, upstreamUrl),
        readText,
        wait: (ms) => wait(ms),
      }),
    );
  } catch (error) {
    report([failure(String(error))]);
  } finally {
    clearTimeout(limit);
  }
}

const failure = (detail: string): Check => ({ name: 'the test itself', ok: false, detail });

function startCore(electron: ElectronFacade, deps: AppDeps, dataDir: string, upstreamUrl: string) {
  return deps.startCore({
    dataDir,
    host: deps.host,
    settings: {
      path: join(dataDir, 'settings.json'),
      read: () => ({
        proxy: { port: 0, defaultUpstream: 'here' },
        upstreams: [{ name: 'here', baseUrl: `${upstreamUrl}/v1` }],
        matching: { level: 'balanced' },
      }),
      write: () => undefined,
    },
    consoleDir: deps.consoleDir,
    modelsDir: deps.modelsDir,
    spawnModels: utilityModelProcess(electron.utilityProcess),
    version: deps.version,
    env: deps.env,
  });
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Only Linux has these files.
    return null;
  }
}
