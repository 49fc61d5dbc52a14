import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import type { SettingsBackend } from './settings-service.ts';

/** A settings file kept by `conf`: written atomically, readable by its owner only. */
export function confBackend(file: string): SettingsBackend {
  const extension = extname(file);
  // Opening reads the file, so it waits until someone asks and can report what is wrong with it.
  let conf: Conf | undefined;
  const open = (): Conf =>
    (conf ??= new Conf({
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
