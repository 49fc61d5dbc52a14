import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import {
  defaultSettings,
  mergeSettings,
  settingsFileSchema,
  type ProjectSettings,
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
  setProjects: (projects: Record<string, ProjectSettings>) => void;
}

const restartFields = ['port', 'host'] as const;

/** Loads and keeps settings. Throws settings_invalid, naming file and field, and leaves the file as it is. */
export function createSettings(
  backend: SettingsBackend,
  initialOverrides: SettingsOverrides,
  onChange: (settings: Settings, before: Settings) => void,
): SettingsService {
  let overrides = initialOverrides;
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
      for (const section of sections) {
        if (patch[section] !== undefined) Object.assign(next, { [section]: { ...file[section], ...patch[section] } });
      }
      const before = current.proxy;
      const kept = overrides;
      overrides = withoutFields(overrides, patch);
      try {
        apply(next);
      } catch (error) {
        overrides = kept;
        throw error;
      }
      return restartFields.filter((field) => current.proxy[field] !== before[field]).map((field) => `proxy.${field}`);
    },
    setUpstreams: (upstreams) => apply({ ...file, upstreams }),
    setProjects: (projects) => apply({ ...file, projects }),
  };
}

const sections = ['proxy', 'cache', 'matching', 'privacy', 'savings', 'shadow', 'window', 'updates'] as const;

/** What was last said holds: a change made while running ends the command line's word on the same setting. */
function withoutFields(overrides: SettingsOverrides, patch: SettingsPatch): SettingsOverrides {
  const left = { ...overrides };
  for (const section of sections) {
    const changed = patch[section];
    const given = overrides[section];
    if (changed === undefined || given === undefined) continue;
    const kept = Object.entries(given).filter(([name]) => !Object.hasOwn(changed, name));
    Object.assign(left, { [section]: Object.fromEntries(kept) });
  }
  return left;
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
