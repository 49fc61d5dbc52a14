import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { settingsPatchSchema, type SettingsPatch } from '../src-core/contracts/settings.ts';

export interface LaunchOptions {
  /** Stay in the tray: how the app is started at login. */
  hidden: boolean;
  /** Try the app's own safeguards and end, instead of starting it. */
  selfTest: boolean;
  /** Null means the folder that the system's convention names. */
  dataDir: string | null;
  /** Null means settings.json in the data folder. */
  settingsFile: string | null;
  /** What `--port` and `--host` say, for this run only. */
  overrides: SettingsPatch;
}

/**
 * Reads the flags that `semcache serve` has too; whatever else Chromium or the system added is left alone.
 * Throws when a flag has a value that no setting can have.
 */
export function readLaunchOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): LaunchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: {
      hidden: { type: 'boolean' },
      'self-test': { type: 'boolean' },
      port: { type: 'string' },
      host: { type: 'string' },
      'data-dir': { type: 'string' },
      settings: { type: 'string' },
    },
  });
  const dataDir = text(values['data-dir']) ?? text(env['SEMCACHE_DATA_DIR']);
  const settingsFile = text(values['settings']);
  const port = text(values['port']);
  const host = text(values['host']);
  const overrides = settingsPatchSchema.safeParse({
    proxy: { ...(port === null ? {} : { port: Number(port) }), ...(host === null ? {} : { host }) },
  });
  if (!overrides.success) throw new Error(z.prettifyError(overrides.error), { cause: overrides.error });
  return {
    hidden: values['hidden'] === true,
    selfTest: values['self-test'] === true,
    dataDir: dataDir === null ? null : resolve(dataDir),
    settingsFile: settingsFile === null ? null : resolve(settingsFile),
    overrides: overrides.data,
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
