import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drawIcons } from '../../build/icons/draw.ts';
import { readSvg } from '../../build/icons/svg-shapes.ts';
import { iconsDir } from './support/run-desktop.ts';

/** Size and pixels of a PNG, whatever zlib compressed it. */
function pixelsOf(png: Buffer): { width: number; height: number; rows: Buffer } {
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const start = png.indexOf('IDAT');
  const data = png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4));
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), rows: inflateSync(data) };
}

/** Shape of a state's picture, for comparing. */
function alpha(state: string): string {
  const { rows } = pixelsOf(readFileSync(join(iconsDir, `tray-${state}-Template@2x.png`)));
  return rows.toString('hex');
}

const drawn = drawIcons();
const pngs = [...drawn.keys()].filter((name) => name.endsWith('.png'));

describe('the committed pictures', () => {
  test('are those that the drawings give', () => {
    const committed = readdirSync(iconsDir, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\.(png|ico|icns)$/.test(name));
    expect(committed.sort()).toEqual([...drawn.keys()].sort());
  });

  test.each(pngs)('%s shows its drawing', (name) => {
    expect(pixelsOf(readFileSync(join(iconsDir, name)))).toEqual(pixelsOf(drawn.get(name) ?? Buffer.alloc(0)));
  });

  test('macOS templates are black with transparency, 16 points and twice that', () => {
    for (const [name, size] of [
      ['tray-running-Template.png', 16],
      ['tray-running-Template@2x.png', 32],
    ] as const) {
      const { width, height, rows } = pixelsOf(readFileSync(join(iconsDir, name)));
      expect({ width, height }).toEqual({ width: size, height: size });
      const alphas = new Set<number>();
      for (let row = 0; row < size; row += 1) {
        for (let column = 0; column < size; column += 1) {
          const at = row * (size * 4 + 1) + 1 + column * 4;
          expect([...rows.subarray(at, at + 3)]).toEqual([0, 0, 0]);
          alphas.add(rows[at + 3] ?? -1);
        }
      }
      expect(alphas.has(0) && alphas.has(255)).toBe(true);
    }
  });

  test('a Windows icon holds every size as a PNG of its own', () => {
    const ico = readFileSync(join(iconsDir, 'tray-running-on-dark.ico'));
    const count = ico.readUInt16LE(4);
    const images = Array.from({ length: count }, (_, index) => {
      const entry = 6 + index * 16;
      const [length, offset] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)];
      const { width } = pixelsOf(ico.subarray(offset, offset + length));
      return { declared: ico[entry], width };
    });
    expect(images).toEqual([16, 20, 24, 32, 48].map((size) => ({ declared: size, width: size })));
  });

  test('the app’s icon on macOS holds its sizes as PNGs, told by their types', () => {
    const icns = readFileSync(join(iconsDir, 'app', 'icon.icns'));
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
    const found: [string, number][] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const { width } = pixelsOf(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)));
      found.push([icns.toString('latin1', at, at + 4), width]);
    }
    expect(Object.fromEntries(found)).toEqual({
      icp4: 16,
      icp5: 32,
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    });
  });

  test('the app’s icon on Windows has the 256 pixels that its installer asks for', () => {
    const ico = readFileSync(join(iconsDir, 'app', 'icon.ico'));
    const widths = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico[6 + index * 16]);
    // A byte cannot say 256; zero does.
    expect(widths).toEqual([16, 24, 32, 48, 64, 128, 0]);
  });

  test('states differ in shape, not in colour alone', () => {
    expect(new Set(['running', 'paused', 'replaying', 'error'].map(alpha)).size).toBe(4);
  });
});

test.each([
  ['<ellipse cx="1" cy="1"/>', '<ellipse> is not supported'],
  ['<path d="M 1 1 C 2 2 3 3 4 4 Z" fill="#000000"/>', 'path M 1 1 C'],
  ['<circle cx="1" r="1"/>', 'cy must be a number'],
  ['<rect x="0" y="0" width="1" height="1"/>', 'without fill or stroke'],
])('a drawing with %s is refused, not drawn without it', (shape, message) => {
  expect(() => readSvg(`<svg viewBox="0 0 16 16">${shape}</svg>`)).toThrow(message);
});
