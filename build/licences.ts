import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { licenceOfModel, licenceOfPackage, licencePage } from './packing/licence-page.ts';
import { consolePackages, shippedPackages } from './packing/shipped-packages.ts';
import { root } from './root.ts';

/** Copied beside the packed app, where any program can open it. */
export const licencesFile = join(root, 'dist', 'licences.txt');
/** Part of the console, which serves it at `/admin/licences.txt` and in the window. */
const consoleFile = join(root, 'dist', 'renderer', 'licences.txt');

/** The licences of all that is shipped. Throws on one that an MIT product may not contain. */
function thirdPartyLicences(): string {
  const packages = [...shippedPackages(root), ...consolePackages(root)].map((found) => licenceOfPackage(root, found));
  const folder = join(root, 'models');
  const models = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => licenceOfModel(join(folder, name), name));
  return licencePage('Semcache Desktop', readFileSync(join(root, 'LICENSE'), 'utf8'), [...models, ...packages]);
}

/** Writes the page into the build. Returns its text. */
export function writeLicences(): string {
  const page = thirdPartyLicences();
  for (const file of [licencesFile, consoleFile]) writeFileSync(file, page);
  return page;
}

/** `node build/licences.ts`, the last step of the build. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeLicences();
