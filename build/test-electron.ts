import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync, readFileSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.ts';
import { root } from './root.ts';
import { locateElectron } from './start.ts';

/**
 * `npm run test:electron`: what only Electron itself can show. Runs against the installed binary, or against a packed app
 * named by SEMCACHE_APP (one packed with --inspectable, since Playwright starts an app through its inspector). Where
 * neither is to be had it says so and is content: everything else is proven without.
 */
const app = process.env['SEMCACHE_APP'];
const binary = app ?? installedBinary();
if (binary === null) {
  process.stdout.write("not run: Electron's binary is not installed\n");
} else {
  ensureBuilt();
  const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
  const config = join(root, 'test', 'electron-binary', 'vitest.config.ts');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', config], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SEMCACHE_ELECTRON: binary, SEMCACHE_PACKED: app === undefined ? '' : '1' },
  });
  process.exitCode = status ?? 1;
}

/** The binary of the package electron, when it was downloaded; a missing display is a failure, not a reason not to run. */
function installedBinary(): string | null {
  const place = locateElectron({
    platform: process.platform,
    env: { ...process.env, DISPLAY: process.env['DISPLAY'] ?? ':0' },
    uid: undefined,
    packageDir: dirname(fileURLToPath(import.meta.resolve('electron/package.json'))),
    readText: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null),
    exists: existsSync,
  });
  return place.kind === 'found' ? place.binary : null;
}
