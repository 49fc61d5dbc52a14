import { readFileSync, statSync } from 'node:fs';
import type { SecretBox } from '../ports/secret-box.ts';
import { errorText } from '../support/error-text.ts';
import { createDataKey, dataKeyBytes, type DataKey } from './encryption-key.ts';

const place = 'secret box';

/**
 * For hosts without a key store of the system: seals with the bytes of a file that its owner keeps elsewhere (another disk,
 * a mounted secret). Its content is taken as it is, at least 32 bytes; whoever can read it can open everything, so that it
 * may be readable by its owner only (not checked on Windows, which has no such modes).
 */
export function keyFileBox(path: string): SecretBox {
  const readKey = (): DataKey => {
    const { mode } = statSync(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new Error('others can read it; use chmod 600');
    const bytes = readFileSync(path);
    if (bytes.length < dataKeyBytes) throw new Error(`it has fewer than ${String(dataKeyBytes)} bytes`);
    return createDataKey('00000000', bytes);
  };
  const attempt = <Value>(work: (key: DataKey) => Value): Promise<Value> =>
    new Promise((resolve) => {
      resolve(work(readKey()));
    });
  return {
    available: () =>
      attempt(() => ({ ok: true }) as const).catch((error: unknown) => ({
        ok: false,
        reason: `The key file ${path} (SEMCACHE_KEY_FILE) cannot be used: ${errorText(error)}`,
      })),
    seal: (text) => attempt((key) => key.seal(Buffer.from(text), place)),
    open: (sealed) =>
      attempt((key) => {
        const opened = key.sealed(sealed) ? key.open(sealed, place) : undefined;
        if (opened === undefined) throw new Error(`the key file ${path} is not the one this was sealed with`);
        return { text: Buffer.from(opened).toString(), reseal: false };
      }),
  };
}
