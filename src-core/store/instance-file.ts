import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCodeOf } from '../support/error-text.ts';

/** Where the instance that owns a data folder is reached. The token opens its admin operations. */
const instanceInfoSchema = z.object({
  pid: z.int(),
  /** Null while its port could not be opened. */
  url: z.string().nullable(),
  token: z.string(),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
});
export type InstanceInfo = z.infer<typeof instanceInfoSchema>;

const pathIn = (dataDir: string) => join(dataDir, 'instance.json');

/**
 * What the instance of a data folder last published; null when nothing readable is there. A killed instance leaves its
 * file behind, so a caller that gets no answer there should take it for gone.
 */
export function readInstance(dataDir: string): InstanceInfo | null {
  try {
    const parsed = instanceInfoSchema.safeParse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (cause) {
    if (cause instanceof SyntaxError || errorCodeOf(cause) !== undefined) return null;
    throw cause;
  }
}

/** Writes the file whole or not at all, readable by its owner only: it holds the admin token. */
export function writeInstance(dataDir: string, info: InstanceInfo): void {
  const path = pathIn(dataDir);
  const draft = `${path}.${info.pid}.tmp`;
  // A leftover of a killed process with the same id would keep its own mode.
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(info), { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}

/** Removes the file; nothing happens when it is gone. */
export function removeInstance(dataDir: string): void {
  rmSync(pathIn(dataDir), { force: true });
}
