import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import {
  defaultSettings,
  mergeSettings,
  settingsFileSchema,
  type Settings,
  type SettingsFile,
  type SettingsPatch,
  type UserUpstream,
} from '../contracts/settings.ts';
import { errorText } from '../support/error-text.ts';

/** Where the settings file lives: `conf` headless, `electron-store` in the app; both keep the same JSON. */
export interface SettingsBackend {
  /** Throws when the file cannot be read as JSON. */
  read: () => unknown;
  write: (file: SettingsFile) => void;
  path: string;
}

/** Settings of this run that the file does not know, such as a port given on the command line. */
export type SettingsOverrides = SettingsPatch;

export interface SettingsService {
  current: () => Settings;
  file: string;
  /** Returns the names of settings that only a restart puts in force. */
  change: (patch: SettingsPatch) => string[];
  setUpstreams: (upstreams: UserUpstream[]) => void;
}

const restartFields = ['port', 'host'] as const;

/** Loads and keeps settings. Throws settings_invalid, naming file and field, and leaves the file as it is. */
export function createSettings(
  backend: SettingsBackend,
  overrides: SettingsOverrides,
  onChange: (settings: Settings, before: Settings) => void,
): SettingsService {
  let file = readFile(backend);
  let current = merge(file, overrides, backend.path);

  const apply = (next: SettingsFile): void => {
    const before = current;
    const merged = merge(next, overrides, backend.path);
    backend.write(next);
    file = next;
    current = merged;
    onChange(current, before);
  };

  return {
    current: () => current,
    file: backend.path,
    change: (patch) => {
      const next: SettingsFile = { ...file };
      for (const section of ['proxy', 'cache', 'matching', 'privacy', 'window'] as const) {
        if (patch[section] !== undefined) Object.assign(next, { [section]: { ...file[section], ...patch[section] } });
      }
      const before = current.proxy;
      apply(next);
      return restartFields.filter((field) => current.proxy[field] !== before[field]).map((field) => `proxy.${field}`);
    },
    setUpstreams: (upstreams) => apply({ ...file, upstreams }),
  };
}

function readFile(backend: SettingsBackend): SettingsFile {
  let raw: unknown;
  try {
    raw = backend.read();
  } catch (cause) {
    throw new SemcacheError('settings_invalid', `${backend.path} cannot be read: ${errorText(cause)}`, { cause });
  }
  const parsed = settingsFileSchema.safeParse(raw);
  if (!parsed.success) throw invalid(backend.path, parsed.error);
  return parsed.data;
}

function merge(file: SettingsFile, overrides: SettingsOverrides, path: string): Settings {
  try {
    return mergeSettings(mergeSettings(defaultSettings, file), overrides);
  } catch (cause) {
    if (cause instanceof z.ZodError) throw invalid(path, cause);
    throw cause;
  }
}

function invalid(path: string, error: z.ZodError): SemcacheError {
  return new SemcacheError('settings_invalid', `${path} is not valid:\n${z.prettifyError(error)}`, { cause: error });
}
