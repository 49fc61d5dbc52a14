import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import type { SettingsBackend } from './settings-service.ts';

/** A settings file kept by `conf`: written atomically, readable by its owner only. */
export function confBackend(file: string): SettingsBackend {
  const extension = extname(file);
  // Opening reads the file, so it waits until someone asks and can report what is wrong with it.
  let conf: Conf<Record<string, unknown>> | undefined;
  const open = (): Conf<Record<string, unknown>> =>
    (conf ??= new Conf<Record<string, unknown>>({
      cwd: dirname(file),
      configName: basename(file, extension),
      fileExtension: extension.slice(1),
      projectName: 'semcache',
      clearInvalidConfig: false,
      configFileMode: 0o600,
    }));
  return {
    path: file,
    read: () => open().store,
    write: (settings) => {
      open().store = { ...settings };
    },
  };
}
