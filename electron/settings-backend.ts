import { basename, dirname, extname } from 'node:path';
import ElectronStore from 'electron-store';
import type { SettingsBackend } from '../src-core/index.ts';

/**
 * Keeps settings with electron-store, which is `conf` told about Electron's folders: the same plain JSON as the
 * headless host writes, replaced atomically and readable by its owner only.
 */
export function electronStoreBackend(file: string): SettingsBackend {
  const extension = extname(file);
  // Opening reads the file, so it waits until someone asks and can report what is wrong with it.
  let store: ElectronStore | undefined;
  const open = (): ElectronStore =>
    (store ??= new ElectronStore({
      cwd: dirname(file),
      name: basename(file, extension),
      fileExtension: extension.slice(1),
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
