import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

/**
 * Undoes Content-Encoding (RFC 9110 section 8.4), codings last to first, never beyond `limit` bytes.
 * Rejects for unknown codings and damaged or oversize content.
 */
export async function decodeContent(body: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  let decoded = body;
  const codings = (encoding ?? '').split(',').map((coding) => coding.trim().toLowerCase());
  for (const coding of codings.toReversed()) {
    if (coding === '' || coding === 'identity') continue;
    decoded = await decodeOne(decoded, coding, limit);
  }
  return decoded;
}

async function decodeOne(body: Buffer, coding: string, limit: number): Promise<Buffer> {
  const options = { maxOutputLength: limit };
  if (coding === 'deflate') {
    // Named deflate, meant zlib (RFC 9110 section 8.4.1.2), yet some servers send the bare stream.
    const bare = ((body[0] ?? 0) & 0x0f) !== 8;
    return bare ? promisify(inflateRaw)(body, options) : promisify(inflate)(body, options);
  }
  const decode = Object.entries(decoders).find(([name]) => name === coding)?.[1];
  if (decode === undefined) throw new Error(`unknown content coding "${coding}"`);
  return decode(body, options);
}
