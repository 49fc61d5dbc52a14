import { z } from 'zod';
import { unpack, type Codec, type Packed } from './compression.ts';
import type { ValueCipher } from './encryption.ts';

export const storedCodecSchema = z.enum(['raw', 'zstd', 'raw+aesgcm', 'zstd+aesgcm']);
type StoredCodec = z.infer<typeof storedCodecSchema>;

/** Bytes as they lie in the database: packed first, then sealed. */
export interface StoredBody {
  codec: StoredCodec;
  bytes: Uint8Array;
}

type Column = 'recording' | 'details';

/** Seals packed bytes where the cipher seals. The key of the entry is bound in: an answer opens under its own question only. */
export function sealBody(cipher: ValueCipher, packed: Packed, column: Column, key: string): StoredBody {
  if (cipher.writes() === 'plain') return packed;
  return { codec: `${packed.codec}+aesgcm`, bytes: cipher.sealBytes(packed.bytes, placeOf(column, key)) };
}

/** The packed bytes of a body; undefined when it is sealed and cannot be opened. */
export function openBody(cipher: ValueCipher, stored: StoredBody, column: Column, key: string): Packed | undefined {
  const codec = packedCodec(stored.codec);
  if (codec === stored.codec) return { codec, bytes: stored.bytes };
  const bytes = cipher.openBytes(stored.bytes, placeOf(column, key));
  return bytes === undefined ? undefined : { codec, bytes };
}

/** What was stored; undefined when it is sealed and cannot be opened. Throws when plain bytes are not what the codec says. */
export function readBody(cipher: ValueCipher, stored: StoredBody, column: Column, key: string): Uint8Array | undefined {
  const packed = openBody(cipher, stored, column, key);
  return packed === undefined ? undefined : unpack(packed);
}

export const isSealedBody = ({ codec }: StoredBody): boolean => codec !== packedCodec(codec);

const packedCodec = (codec: StoredCodec): Codec => (codec.startsWith('zstd') ? 'zstd' : 'raw');
const placeOf = (column: Column, key: string): string => `${column} ${key}`;
