import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const dependencies = z.record(z.string(), z.string()).default({});
/** Parts of a package.json that packing needs. Old packages state their licence as an object. */
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]).default('none'),
  author: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
  repository: z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]).optional(),
  dependencies,
  optionalDependencies: dependencies,
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface InstalledPackage {
  manifest: Manifest;
  /** Folder, relative to the root, with forward slashes: `node_modules/a/node_modules/b`. */
  folder: string;
}

export function readManifest(file: string): Manifest {
  return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Whether a package's dependency counts; both are named as their package.json names them. */
export type Follows = (from: string, to: string) => boolean;

/**
 * Every installed package that the given ones need, themselves included, found as Node would find them. What is not
 * installed is left out: an optional package of another system.
 */
export function packageClosure(root: string, names: readonly string[], follows: Follows): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const visit = (name: string, from: string): void => {
    const folder = resolveFolder(root, name, from);
    if (folder === null || found.has(folder)) return;
    const manifest = readManifest(join(root, folder, 'package.json'));
    found.set(folder, { manifest, folder });
    for (const next of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      if (follows(manifest.name, next)) visit(next, folder);
    }
  };
  for (const name of names) visit(name, '.');
  return [...found.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

function resolveFolder(root: string, name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name).replaceAll('\\', '/');
    if (existsSync(join(root, candidate, 'package.json'))) return candidate;
    if (folder === '.') return null;
  }
}
