import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import type { CountFailure } from '../ports/host.ts';
import type { SecretBox } from '../ports/secret-box.ts';
import { errorCodeOf, errorText } from '../support/error-text.ts';
import { createDataKey, dataKeyBytes, type DataKey } from './encryption-key.ts';

/** Data keys as the system's key store sealed them, oldest first. Keys that cannot be opened now stay: they may be again. */
const fileSchema = z.object({
  version: z.literal(1),
  keys: z.array(z.object({ id: z.string().regex(/^[0-9a-f]{8}$/), createdAt: z.number(), sealed: z.base64() })),
});
type KeyFile = z.infer<typeof fileSchema>;

export interface DataKeys {
  /** Those that could be opened; the last one seals. */
  opened: () => readonly DataKey[];
  /** Makes a key unless one is open. Throws SemcacheError key_store_unavailable, and then nothing has changed. */
  ensure: () => Promise<void>;
}

export interface DataKeysOptions {
  file: string;
  box: SecretBox;
  /** Milliseconds since the epoch. */
  now: () => number;
  randomBytes: (count: number) => Uint8Array;
  countFailure: CountFailure;
}

/** The keys of a data folder, opened as far as the key store opens them. Without a file the key store is not asked. */
export async function openDataKeys(options: DataKeysOptions): Promise<DataKeys> {
  const { file, box, now, randomBytes, countFailure } = options;
  const { kept: found, problem } = readFile(file, countFailure);
  let kept = found;
  const opened: DataKey[] = [];
  for (const { id, sealed } of found.keys) {
    try {
      const secret = await box.open(Buffer.from(sealed, 'base64'));
      opened.push(createDataKey(id, Buffer.from(secret.text, 'base64')));
      if (secret.reseal) {
        const again = Buffer.from(await box.seal(secret.text)).toString('base64');
        kept = { ...kept, keys: kept.keys.map((key) => (key.id === id ? { ...key, sealed: again } : key)) };
        writeFile(file, kept);
      }
    } catch (cause) {
      countFailure('encryption_key_unreadable', cause);
    }
  }

  return {
    opened: () => opened,
    ensure: async () => {
      if (opened.length > 0) return;
      if (problem !== null) throw new SemcacheError('key_store_unavailable', problem);
      const state = await box.available();
      if (!state.ok) throw new SemcacheError('key_store_unavailable', state.reason);
      const secret = randomBytes(dataKeyBytes);
      const id = Buffer.from(randomBytes(4)).toString('hex');
      const sealed = await sealChecked(box, Buffer.from(secret).toString('base64'));
      kept = { ...kept, keys: [...kept.keys, { id, createdAt: now(), sealed }] };
      writeFile(file, kept);
      opened.push(createDataKey(id, secret));
    },
  };
}

/** A key store that does not give back what it took would make everything unreadable at the next start. */
async function sealChecked(box: SecretBox, text: string): Promise<string> {
  try {
    const sealed = await box.seal(text);
    const { text: given } = await box.open(sealed);
    if (given === text) return Buffer.from(sealed).toString('base64');
  } catch (cause) {
    throw new SemcacheError('key_store_unavailable', `The key store failed: ${errorText(cause)}`, { cause });
  }
  throw new SemcacheError('key_store_unavailable', 'The key store does not give back what it is given.');
}

function readFile(file: string, countFailure: CountFailure): { kept: KeyFile; problem: string | null } {
  const none: KeyFile = { version: 1, keys: [] };
  try {
    return { kept: fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), problem: null };
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return { kept: none, problem: null };
    countFailure('encryption_keys_damaged', cause);
    return {
      kept: none,
      problem: `${file} cannot be read. Put it back from a backup, or move it away to begin with a new key.`,
    };
  }
}

/** Whole or not at all. */
function writeFile(file: string, keys: KeyFile): void {
  const draft = `${file}.tmp`;
  writeFileSync(draft, JSON.stringify(keys, null, 2), { mode: 0o600, flush: true });
  renameSync(draft, file);
}
