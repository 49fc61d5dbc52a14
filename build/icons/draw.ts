import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encodeIco, encodePng } from './image-files.ts';
import { rasterise } from './rasterise.ts';
import { readSvg, type Drawing } from './svg-shapes.ts';

const folder = import.meta.dirname;

/** Colours on a dark and on a light bar. An error also has a colour, besides its sign. */
const tints = {
  running: { dark: '#ffffff', light: '#24292f' },
  paused: { dark: '#ffffff', light: '#24292f' },
  error: { dark: '#ff8787', light: '#c92a2a' },
};

const drawing = (name: string): Drawing => readSvg(readFileSync(join(folder, `${name}.svg`), 'utf8'));

const png = (from: Drawing, size: number, tint: string): Buffer => encodePng(rasterise(from, size, tint), size);

/** Every picture made from the drawings, by file name. */
export function drawIcons(): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  files.set('icon.png', png(drawing('icon'), 512, '#000000'));
  for (const [state, { dark, light }] of Object.entries(tints)) {
    const from = drawing(`tray-${state}`);
    // macOS tints a picture whose name ends in Template, and takes the second one for Retina.
    files.set(`tray-${state}-Template.png`, png(from, 16, '#000000'));
    files.set(`tray-${state}-Template@2x.png`, png(from, 32, '#000000'));
    for (const [bar, tint] of [
      ['dark', dark],
      ['light', light],
    ] as const) {
      // Linux panels scale a picture down well and up badly.
      files.set(`tray-${state}-on-${bar}.png`, png(from, 32, tint));
      // Windows picks the size for its scale: 100 to 300 %.
      const sizes = [16, 20, 24, 32, 48].map((size) => ({ size, png: png(from, size, tint) }));
      files.set(`tray-${state}-on-${bar}.ico`, encodeIco(sizes));
    }
  }
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, bytes] of drawIcons()) writeFileSync(join(folder, name), bytes);
}
