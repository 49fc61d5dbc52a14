import { promisify } from 'node:util';
import { constants, zstdCompress, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

export type Codec = 'raw' | 'zstd';

/** Bytes made small for the database. */
export interface Packed {
  codec: Codec;
  bytes: Uint8Array;
}

/** Below this, unpacking costs more time than packing saves space. */
const minPackedBytes = 512;
/** From here on, packing (about 0.2 ms) would hold up requests, so a thread of the pool does it. */
const offThreadBytes = 64 * 1024;

/** A checksum in each frame: SQLite has none, and a flipped bit on the disk must not become a wrong answer. */
const zstdOptions = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };

const zstdOffThread = promisify(zstdCompress);

/** Packs bytes for the database; the original when packing does not make them smaller. */
export async function pack(bytes: Uint8Array): Promise<Packed> {
  if (bytes.byteLength < minPackedBytes) return { codec: 'raw', bytes };
  const packed =
    bytes.byteLength < offThreadBytes ? zstdCompressSync(bytes, zstdOptions) : await zstdOffThread(bytes, zstdOptions);
  return packed.byteLength < bytes.byteLength ? { codec: 'zstd', bytes: packed } : { codec: 'raw', bytes };
}

/** What was packed. Throws when the bytes are not what the codec says. */
export function unpack(packed: Packed): Uint8Array {
  if (packed.codec === 'raw') return packed.bytes;
  const bytes = zstdDecompressSync(packed.bytes);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
