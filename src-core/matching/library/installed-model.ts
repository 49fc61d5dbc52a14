import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SemcacheError } from '../../contracts/errors.ts';
import { hubModelSchema } from '../../contracts/models.ts';
import { errorCodeOf } from '../../support/error-text.ts';
import { filePath } from './model-files.ts';

/** What was downloaded, and what its files must be whenever they are loaded. */
const manifestSchema = z.object({
  format: z.literal(1),
  name: hubModelSchema,
  /** Commit on the hub, or what was asked for where the hub named none. */
  revision: z.string(),
  /** Milliseconds since the epoch. */
  installedAt: z.number(),
  dimensions: z.int().positive(),
  files: z.array(z.object({ path: z.string(), bytes: z.int().nonnegative(), sha256: z.string() })),
});
export type InstalledModel = z.infer<typeof manifestSchema>;
export type ModelFile = InstalledModel['files'][number];

export const manifestFile = 'semcache-model.json';

/** The manifest of a downloaded model; null when it is not there, or cannot be read as one. */
export async function readInstalled(modelsFolder: string, name: string): Promise<InstalledModel | null> {
  try {
    const found = manifestSchema.safeParse(JSON.parse(await readFile(join(modelsFolder, name, manifestFile), 'utf8')));
    return found.success && found.data.name === name ? found.data : null;
  } catch (cause) {
    if (cause instanceof SyntaxError || errorCodeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}

/** Every downloaded model, by name. */
export async function listInstalled(modelsFolder: string): Promise<InstalledModel[]> {
  const found: InstalledModel[] = [];
  for (const owner of await foldersIn(modelsFolder)) {
    for (const model of await foldersIn(join(modelsFolder, owner))) {
      const installed = await readInstalled(modelsFolder, `${owner}/${model}`);
      if (installed !== null) found.push(installed);
    }
  }
  return found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Names of the folders that may be an owner's or a model's; none when there is no such folder. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    if (errorCodeOf(cause) === 'ENOENT') return [];
    throw cause;
  });
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
}

/** The manifest, once every file was found to be what was downloaded. Throws model_not_found or model_damaged. */
export async function verifyInstalled(modelsFolder: string, name: string): Promise<InstalledModel> {
  const installed = await readInstalled(modelsFolder, name);
  if (installed === null) throw new SemcacheError('model_not_found', `The model ${name} is not installed.`);
  for (const { path, sha256 } of installed.files) {
    const found = await digestOf(filePath(join(modelsFolder, name), path));
    if (found !== sha256) {
      const state = found === null ? 'is gone' : 'was changed since it was downloaded';
      throw new SemcacheError('model_damaged', `${path} of ${name} ${state}; download the model again.`);
    }
  }
  return installed;
}

/** SHA-256 of a file, read in pieces that leave the event loop free; null when it cannot be read. */
async function digestOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (chunk instanceof Uint8Array) hash.update(chunk);
    }
  } catch {
    return null;
  }
  return hash.digest('hex');
}
