import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';

const { env } = process;
const root = join(import.meta.dirname, '..', '..', '..');

/** The program and what it is called with before its own flags: a packed app brings its code along. */
export const program = env['SEMCACHE_ELECTRON'] ?? '';
export const programArguments = env['SEMCACHE_PACKED'] === '1' ? [] : [root];
/** Containers of build machines forbid the sandbox; nowhere else is it given up. */
export const containerArguments = env['SEMCACHE_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : [];

export interface RunningApp {
  electron: ElectronApplication;
  dataDir: string;
  stop: () => Promise<void>;
}

/** Starts the app on a data folder of its own and a free port. */
export async function launchApp(flags: string[] = []): Promise<RunningApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'semcache-electron-'));
  const electron = await _electron.launch({
    executablePath: program,
    args: [...programArguments, ...containerArguments, '--port', '0', '--data-dir', dataDir, ...flags],
  });
  return {
    electron,
    dataDir,
    stop: async () => {
      await electron.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
