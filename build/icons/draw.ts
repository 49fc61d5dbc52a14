import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encodeIcns, encodeIco, encodePng } from './image-files.ts';
import { rasterise } from './rasterise.ts';
import { readSvg, type Drawing } from './svg-shapes.ts';

const folder = import.meta.dirname;

/** Colours on a dark and on a light bar. An error also has a colour, besides its sign. */
const tints = {
  running: { dark: '#ffffff', light: '#24292f' },
  paused: { dark: '#ffffff', light: '#24292f' },
  replaying: { dark: '#ffffff', light: '#24292f' },
  error: { dark: '#ff8787', light: '#c92a2a' },
};

const drawing = (name: string): Drawing => readSvg(readFileSync(join(folder, `${name}.svg`), 'utf8'));

const png = (from: Drawing, size: number, tint: string): Buffer => encodePng(rasterise(from, size, tint), size);

/** Sizes of the app's own icon: those of Linux's icon themes, of Windows and of macOS with its doubled ones. */
const appSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icoSizes = [16, 24, 32, 48, 64, 128, 256];

/** The window's icon, and in `app/` what the packages of each system want. */
function drawAppIcons(): Map<string, Buffer> {
  const from = drawing('icon');
  const pngs = new Map(appSizes.map((size) => [size, png(from, size, '#000000')]));
  const images = (sizes: readonly number[]) =>
    sizes.flatMap((size) => {
      const image = pngs.get(size);
      return image === undefined ? [] : [{ size, png: image }];
    });
  return new Map([
    ...images(appSizes).map(({ size, png: image }): [string, Buffer] => [`app/${size}x${size}.png`, image]),
    ...images([512]).map(({ png: image }): [string, Buffer] => ['icon.png', image]),
    ['app/icon.ico', encodeIco(images(icoSizes))],
    ['app/icon.icns', encodeIcns(images(appSizes))],
  ]);
}

/** Every picture made from the drawings, by file name. */
export function drawIcons(): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const [name, bytes] of drawAppIcons()) files.set(name, bytes);
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
  for (const [name, bytes] of drawIcons()) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}
