import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Files of a model that decide its numbers. */
const decidingFiles = [join('onnx', 'model_quantized.onnx'), 'tokenizer.json'];

/** Models that a process loads, in the order in which they make its identity. */
export function modelNames({ embedder, verifier }: { embedder: string; verifier: string | null }): string[] {
  return verifier === null ? [embedder] : [embedder, verifier];
}

/**
 * `name@digest` of each model, digest = first 16 hex digits of the SHA-256 over its weights and vocabulary: vectors of
 * another identity are not comparable.
 */
export async function readIdentity(modelsFolder: string, names: readonly string[]): Promise<string> {
  const parts = await Promise.all(names.map(async (name) => `${name}@${await digestOf(join(modelsFolder, name))}`));
  return parts.join('+');
}

async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of decidingFiles) await pipeline(createReadStream(join(folder, file)), hash, { end: false });
  return hash.digest('hex').slice(0, 16);
}

/** Sizes and times of the same files: cheap, and changes whenever somebody exchanges a model. Missing files count as 0. */
export async function readFingerprint(modelsFolder: string, names: readonly string[]): Promise<string> {
  const paths = names.flatMap((name) => decidingFiles.map((file) => join(modelsFolder, name, file)));
  const parts = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        (found) => `${found.size}:${Math.floor(found.mtimeMs)}`,
        () => '0:0',
      ),
    ),
  );
  return parts.join(',');
}
