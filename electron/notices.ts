import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronFacade } from './electron-facade.ts';

export interface Notice {
  title: string;
  body: string;
  onClick: () => void;
}

/**
 * Shows a notification where the system has them. Only for what its owner needs to know and cannot see: never for
 * traffic. On macOS an unsigned app gets `failed` and shows nothing.
 */
export function showNotice(
  { Notification }: Pick<ElectronFacade, 'Notification'>,
  { title, body, onClick }: Notice,
  onFailure: (error: unknown) => void,
): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  notification.on('click', onClick);
  notification.on('failed', (_event, error) => onFailure(error));
  notification.show();
}

/** True once in the life of a data folder for each name; a folder that cannot be written says no, not yes for ever. */
export function isFirstTime(folder: string, name: string): boolean {
  try {
    writeFileSync(join(folder, name), '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}
