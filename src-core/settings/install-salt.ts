import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const saltBytes = 32;

/**
 * The random salt of this installation, made once. Credential hashes of the store mean nothing without it, and with
 * another one no old entry is found: it stays beside the database.
 */
export function installSalt(dataDir: string): Uint8Array {
  const file = join(dataDir, 'salt');
  try {
    const salt = readFileSync(file);
    if (salt.length === saltBytes) return salt;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const salt = randomBytes(saltBytes);
  writeFileSync(file, salt, { mode: 0o600 });
  return salt;
}
