import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options } from '@electron/fuses';

/** What Electron's build puts before the fuses: https://www.electronjs.org/docs/latest/tutorial/fuses#how-do-fuses-work */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Electron's defaults, in the order of their numbers. */
const defaults = (): number[] => {
  const fuses = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
  return fuses.map((fuse) => (fuse === FuseV1Options.RunAsNode ? FuseState.ENABLE : FuseState.DISABLE));
};

/**
 * Writes a folder laid out like Electron's for Linux, whose program does nothing but has fuses: enough to prove what is
 * packed on a machine that cannot have the real one.
 */
export function writeStandInElectron(folder: string, version: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  const fuses = defaults();
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuses.length, ...fuses])]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), wire, Buffer.from('\n')]));
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'Electron’s licence\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'Chromium’s licences\n');
  for (const locale of ['en-US', 'de']) writeFileSync(join(folder, 'locales', `${locale}.pak`), '');
}
