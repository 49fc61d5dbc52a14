import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Bytes of a data key. */
export const dataKeyBytes = 32;

/** A data key ready for use. Sealed values begin with one byte of version and four of the key's id. */
export interface DataKey {
  /** Eight hex digits. */
  id: string;
  /** Whether bytes say that this key sealed them. */
  sealed: (bytes: Uint8Array) => boolean;
  seal: (bytes: Uint8Array, place: string) => Uint8Array;
  /** Undefined when the bytes were changed, or belong to another place. */
  open: (sealed: Uint8Array, place: string) => Uint8Array | undefined;
  sealComparable: (bytes: Uint8Array) => Uint8Array;
  openComparable: (sealed: Uint8Array) => Uint8Array | undefined;
  digest: (digest: string) => string;
}

/** So that a sealed vector (33 bytes longer than a multiple of four) is told from a plain one by its length. */
const version = 1;
const idLength = 4;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + idLength + nonceLength;

/** Added to the length of what is sealed, in bytes. */
export const sealedExtraBytes = headLength + tagLength;

const algorithm = 'aes-256-gcm';

/**
 * Keys for each use are derived by HKDF-SHA-256 (RFC 5869). Values are sealed by AES-256-GCM with random nonces, which
 * is safe for 2^32 values a key (NIST SP 800-38D, 8.3). Comparable ones take their nonce from an HMAC of the text, as SIV
 * modes do: equal texts give equal bytes, different texts never share a nonce but by a clash of 96 bits.
 */
export function createDataKey(id: string, secret: Uint8Array): DataKey {
  const derive = (use: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `semcache ${use}`, dataKeyBytes)));
  const values = derive('values');
  const comparables = derive('comparable texts');
  const nonces = derive('nonces of comparable texts');
  const digests = derive('digests');
  const head = Buffer.from([version, ...Buffer.from(id, 'hex')]);

  return {
    id,
    sealed: (bytes) => bytes.length >= sealedExtraBytes && head.equals(bytes.subarray(0, head.length)),
    seal: (bytes, place) => seal(values, head, randomBytes(nonceLength), bytes, place),
    open: (sealed, place) => open(values, sealed, place),
    sealComparable: (bytes) => {
      const nonce = createHmac('sha256', nonces).update(bytes).digest().subarray(0, nonceLength);
      return seal(comparables, head, nonce, bytes, '');
    },
    openComparable: (sealed) => open(comparables, sealed, ''),
    digest: (digest) => createHmac('sha256', digests).update(digest).digest('hex').slice(0, digest.length),
  };
}

function seal(key: KeyObject, head: Uint8Array, nonce: Uint8Array, bytes: Uint8Array, place: string): Uint8Array {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([head, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function open(key: KeyObject, sealed: Uint8Array, place: string): Uint8Array | undefined {
  const nonce = sealed.subarray(1 + idLength, headLength);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  const bytes = decipher.update(sealed.subarray(headLength, -tagLength));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return bytes;
}
