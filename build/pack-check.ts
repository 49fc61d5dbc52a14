import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { ensureBuilt } from './ensure-built.ts';
import { licencesFile, writeLicences } from './licences.ts';
import { bootCore, bootWebModels, unpackApp } from './packing/boot-packed.ts';
import { bootShell } from './packing/boot-shell.ts';
import { contentProblems, fuseProblems, mebibytes } from './packing/check-contents.ts';
import { removeStale, shippedSources } from './packing/compiled-sources.ts';
import { executableName } from './packing/config.ts';
import { electronVersion } from './packing/electron-version.ts';
import { readPacked } from './packing/read-packed.ts';
import { runBuilder } from './packing/run-builder.ts';
import { shippedPackages } from './packing/shipped-packages.ts';
import { writeStandInElectron } from './packing/stand-in-electron.ts';
import { hostTarget } from './packing/target.ts';
import { root } from './root.ts';

/**
 * `npm run pack:check`: packs the app for Linux around a stand-in for Electron and proves what can be proven without the
 * real one: what is in it and what is not, its size, its fuses, and that what was packed runs. Downloads nothing.
 */
const passed = (what: string): void => void process.stdout.write(`✓ ${what}\n`);
const failed = (what: string): void => {
  process.stdout.write(`✗ ${what}\n`);
  process.exitCode = 1;
};

const target = { platform: 'linux', arch: hostTarget().arch } as const;
if (process.platform !== target.platform) {
  process.stdout.write('not run: the stand-in for Electron is one for Linux\n');
  process.exit(0);
}
ensureBuilt();
removeStale(root);
const licences = writeLicences();
passed('every licence of what is shipped allows an MIT product');

const work = mkdtempSync(join(tmpdir(), 'semcache-pack-'));
try {
  const standIn = join(work, 'electron');
  writeStandInElectron(standIn, electronVersion(root));
  await runBuilder(
    {
      root,
      target,
      output: join(work, 'packed'),
      electronDist: standIn,
      licencesFile,
      inspectable: false,
      signed: false,
      updatesFrom: null,
      homepage: 'https://semcache.invalid',
    },
    true,
  );
  const app = join(work, 'packed', target.arch === 'x64' ? 'linux-unpacked' : `linux-${target.arch}-unpacked`);
  const resources = join(app, 'resources');

  const packed = readPacked(resources);
  const problems = contentProblems(packed, {
    target,
    packages: shippedPackages(root).map(({ folder }) => folder),
    sources: shippedSources(root),
    machine: [root, homedir()].filter((path) => path.split(/[\\/]/).length > 2),
    licences,
  });
  problems.forEach(failed);
  const size = packed.resources.reduce((sum, { bytes }) => sum + bytes, 0);
  if (problems.length === 0) passed(`${String(packed.files.length)} packed files, ${mebibytes(size)} without Electron`);

  const fuses = fuseProblems(await getCurrentFuseWire(join(app, executableName)));
  fuses.forEach(failed);
  if (fuses.length === 0) passed('all fuses are as shipped');

  const unpacked = join(work, 'app');
  unpackApp(resources, unpacked);
  await bootCore(unpacked, join(work, 'run'), passed);
  await bootShell(unpacked, join(root, 'test', 'electron', 'support', 'electron-hook.ts'), join(work, 'shell'));
  passed('the desktop shell comes up and ends, with a stand-in for the module electron');
  await bootWebModels(unpacked);
  passed('the models also load as WebAssembly alone');
} catch (error) {
  failed(error instanceof Error ? error.message : String(error));
} finally {
  rmSync(work, { recursive: true, force: true });
}
