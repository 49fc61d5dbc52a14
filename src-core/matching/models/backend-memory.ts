import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';

/**
 * What a machine learned about running the models, kept so that the next start does not crash its way down again. It
 * counts only for the version and the model files it was learned with: either may bring the cure.
 */
const memorySchema = z.object({
  appVersion: z.string(),
  /** Sizes and times of the models' files. */
  fingerprint: z.string(),
  backend: z.enum(['native', 'native-careful', 'wasm', 'none']),
  reason: z.string().nullable(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** Digest over the weights, which takes the process a while to compute; null before its first start. */
  identity: z.string().nullable(),
});
export type BackendMemory = z.infer<typeof memorySchema>;

/** A way given up is tried again after a week: memory may have been short, a driver may have been mended. */
const keptMs = 7 * 24 * 3_600_000;

/** Reads what was remembered for this version and these files; null when nothing of that is there. */
export async function recallBackend(
  path: string,
  now: { appVersion: string; fingerprint: string; nowMs: number },
): Promise<BackendMemory | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  if (text === '') return null;
  const found = memorySchema.safeParse(parseJson(text));
  if (!found.success) return null;
  const { appVersion, fingerprint, at } = found.data;
  if (appVersion !== now.appVersion || fingerprint !== now.fingerprint) return null;
  return now.nowMs - at < keptMs ? found.data : { ...found.data, backend: 'native', reason: null };
}

/** Writes the memory whole or not at all. */
export async function rememberBackend(path: string, memory: BackendMemory): Promise<void> {
  const draft = `${path}.tmp`;
  await writeFile(draft, JSON.stringify(memory, null, 2), { mode: 0o600 });
  await rename(draft, path);
}

/** Forgets, so that the next start tries the fastest way again. */
export async function forgetBackend(path: string): Promise<void> {
  await rm(path, { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
