import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../src-core/index.ts';
import type { UpdateSource } from './updates.ts';

/**
 * Opens electron-updater, which asks the releases that the app was packed with the address of. Loaded at first need: an
 * app that never looks for updates never runs it. Throws when this build cannot update itself.
 */
export async function openUpdateSource(
  resources: string | null,
  env: Readonly<Record<string, string | undefined>>,
  logger: Host['logger'],
): Promise<UpdateSource> {
  if (resources === null) throw new Error('only a packed app updates itself');
  // Set by the portable program's starter; an update would install beside it.
  if (env['PORTABLE_EXECUTABLE_FILE'] !== undefined) throw new Error('the portable program is replaced by hand');
  if (!existsSync(join(resources, 'app-update.yml'))) throw new Error('this build has no address to ask for updates');
  const { default: updater } = await import('electron-updater');
  const { autoUpdater } = updater;
  autoUpdater.autoDownload = false;
  // Ours is the only way out of the app: it drains first.
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.logger = null;
  // It also rejects what it reports here; without a listener the report would end the process.
  autoUpdater.on('error', (error) => logger.warn('update_failed', { error: error.message }));
  return {
    check: async () => {
      const result = await autoUpdater.checkForUpdates();
      return result === null ? null : { version: result.updateInfo.version, isNewer: result.isUpdateAvailable };
    },
    download: () => autoUpdater.downloadUpdate(),
    install: () => autoUpdater.quitAndInstall(),
  };
}
