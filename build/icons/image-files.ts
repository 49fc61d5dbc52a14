import { crc32, deflateSync } from 'node:zlib';

/** Encodes RGBA pixels as a PNG file. https://www.w3.org/TR/png-3/#11Chunks */
export function encodePng(pixels: Uint8Array, size: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, colour type 6 (RGBA), the only compression and filter methods, not interlaced.
  header.set([8, 6, 0, 0, 0], 8);
  const stride = size * 4;
  const rows = Buffer.alloc((stride + 1) * size);
  // Each row starts with its filter; 0 leaves the bytes as they are.
  for (let row = 0; row < size; row += 1) {
    rows.set(pixels.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** Wraps PNG files of several sizes, at most 256, as an .ico. https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10) */
export function encodeIco(images: readonly { size: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length + images.length * 16;
  const entries = images.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    // A byte each; 0 stands for 256.
    entry.set([size % 256, size % 256], 0);
    // One colour plane, 32 bits a pixel.
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...images.map(({ png }) => png)]);
}

/** Which element of an .icns a PNG of this size is; the doubled sizes are those of Retina screens. */
const icnsTypes: Record<number, readonly string[]> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** Wraps PNG files as an .icns; sizes that it has no element for are left out. https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
export function encodeIcns(images: readonly { size: number; png: Buffer }[]): Buffer {
  const elements = images.flatMap(({ size, png }) =>
    (icnsTypes[size] ?? []).map((type) => {
      const head = Buffer.from(`${type}....`, 'latin1');
      head.writeUInt32BE(head.length + png.length, 4);
      return Buffer.concat([head, png]);
    }),
  );
  const head = Buffer.from('icns....', 'latin1');
  head.writeUInt32BE(head.length + elements.reduce((total, { length }) => total + length, 0), 4);
  return Buffer.concat([head, ...elements]);
}
