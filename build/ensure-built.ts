import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const sources = ['src-core', 'electron', 'renderer', 'package.json', 'tsconfig.base.json', 'vite.config.ts'];
const stamp = join(root, 'dist', '.built');

/** Time of the newest change below a path, milliseconds. */
function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/** Builds when a source is newer than the last build. Its output goes to standard error: standard output is the command's. */
export function ensureBuilt(): void {
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (Math.max(...sources.map((source) => newestChange(join(root, source)))) <= builtAt) return;
  process.stderr.write('Building Semcache…\n');
  const startedAt = Date.now();
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) process.exit(build.status ?? 1);
  writeFileSync(stamp, `${new Date(startedAt).toISOString()}\n`);
}
