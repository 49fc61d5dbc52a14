import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { ensureBuilt } from './ensure-built.ts';
import { root } from './root.ts';
import { locateElectron } from './start.ts';

/**
 * `npm run test:electron`: what only Electron itself can show. Runs against the installed binary, or against a packed app
 * named by SEMCACHE_APP (one packed with --inspectable, since Playwright starts an app through its inspector). Where
 * neither is to be had it says so and is content: everything else is proven without.
 */
const { env } = process;
const packed = env['SEMCACHE_APP'] ?? null;
const binary = packed ?? installedBinary();
if (binary === null) process.stdout.write("not run: Electron's binary is not installed\n");
else await runTests(binary);

async function runTests(program: string): Promise<void> {
  ensureBuilt();
  env['SEMCACHE_ELECTRON'] = program;
  env['SEMCACHE_PACKED'] = packed === null ? '' : '1';
  // A configuration of its own: these are no part of `npm test`.
  const vitest = await startVitest('test', [], {
    config: false,
    watch: false,
    root: join(root, 'test', 'electron-binary'),
    include: ['*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  });
  await vitest.close();
}

/** The binary of the package electron, when it was downloaded; a missing display is a failure, not a reason not to run. */
function installedBinary(): string | null {
  const place = locateElectron({
    platform: process.platform,
    env: { ...env, DISPLAY: env['DISPLAY'] ?? ':0' },
    uid: undefined,
    packageDir: dirname(fileURLToPath(import.meta.resolve('electron/package.json'))),
    readText: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null),
    exists: existsSync,
  });
  return place.kind === 'found' ? place.binary : null;
}
