import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..', '..');
export const consoleDir = join(root, 'dist', 'renderer');

/** Time of the newest change below a path, milliseconds. */
function changedAt(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** Builds the console as it ships, unless what is there is newer than its sources. */
export async function ensureConsoleBuilt(): Promise<void> {
  const page = join(consoleDir, 'index.html');
  const sources = ['renderer', 'src-core/contracts', 'vite.config.ts'].map((path) => changedAt(join(root, path)));
  if (existsSync(page) && statSync(page).mtimeMs >= Math.max(...sources)) return;
  await build({ configFile: join(root, 'vite.config.ts'), root: join(root, 'renderer'), logLevel: 'error' });
}
