import { crc32 } from 'node:zlib';

/** CRC-32 of a vector's bytes. */
export function vectorChecksum(vector: Float32Array): number {
  return crc32(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
}
