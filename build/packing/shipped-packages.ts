import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageClosure, readManifest, type InstalledPackage } from './package-graph.ts';

/**
 * Dependencies that a package declares and the app never loads, so they stay out of it. `sharp` is replaced by a stub:
 * the models read text, and its image library is under the LGPL.
 */
const neverLoaded: Record<string, readonly string[]> = {
  '@huggingface/transformers': ['sharp'],
  // Of its install script, which downloads what is in the package anyway.
  'onnxruntime-node': ['adm-zip', 'global-agent'],
  // Bundled into the one build of it that is shipped.
  'onnxruntime-web': ['flatbuffers', 'guid-typescript', 'long', 'onnxruntime-common', 'platform', 'protobufjs'],
  // Headers for the compiler.
  'hnswlib-node': ['node-addon-api'],
  // Types alone.
  'dot-prop': ['type-fest'],
  'electron-store': ['type-fest'],
};

const follows = (from: string, to: string): boolean => neverLoaded[from]?.includes(to) !== true;

/** Packages that the main process loads from the packed app. */
export function shippedPackages(root: string): InstalledPackage[] {
  return packageClosure(root, productionNames(root), follows);
}

/** Installed production packages that are left out. */
export function leftOutPackages(root: string): InstalledPackage[] {
  const shipped = new Set(shippedPackages(root).map(({ folder }) => folder));
  return packageClosure(root, productionNames(root), () => true).filter(({ folder }) => !shipped.has(folder));
}

/** Packages that may be in the console's bundle: what its sources import, and all that those need. */
export function consolePackages(root: string): InstalledPackage[] {
  const names = new Set<string>();
  for (const file of globSync('renderer/**/*.{ts,tsx,css}', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/(?:from|import) ['"]((?:@[\w.-]+\/)?[a-z][\w.-]*)/g)) names.add(name);
  }
  return packageClosure(root, [...names], (_from, to) => !to.startsWith('@types/'));
}

function productionNames(root: string): string[] {
  const { dependencies, optionalDependencies } = readManifest(join(root, 'package.json'));
  return Object.keys({ ...dependencies, ...optionalDependencies });
}
