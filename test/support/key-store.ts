import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretBox } from '../../src-core/ports/secret-box.ts';

export interface TestKeyStore extends SecretBox {
  /** Why it protects nothing; null while it does. */
  obstacle: string | null;
  /** The system has a newer key. */
  rotated: boolean;
  /** As a keychain that was reset: what it sealed cannot be opened any more. */
  reset: () => void;
}

/** A key store that encrypts for real, so that what lies on disk can be searched for a secret. */
export function testKeyStore(): TestKeyStore {
  let secret = randomBytes(32);
  const store: TestKeyStore = {
    obstacle: null,
    rotated: false,
    reset: () => {
      secret = randomBytes(32);
    },
    available: async () => (store.obstacle === null ? { ok: true } : { ok: false, reason: store.obstacle }),
    seal: async (text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, iv);
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open: async (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const text = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString();
      return { text, reseal: store.rotated };
    },
  };
  return store;
}
