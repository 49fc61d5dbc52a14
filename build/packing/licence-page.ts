import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstalledPackage, Manifest } from './package-graph.ts';

/** SPDX identifiers of licences under which a part may be inside an MIT product without changing what that product is. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
]);

/** Of an SPDX expression: every part joined by AND must be allowed, one of those joined by OR is enough. */
export function isAllowedLicence(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((name) => allowed.has(name.trim())));
}

/** One part of the product that others wrote. */
export interface LicensedPart {
  name: string;
  version: string;
  licence: string;
  text: string;
}

/**
 * Licence of an installed package, with its text. Throws when the licence is not one of the allowed, or when the
 * package brings no text and none can be written for it.
 */
export function licenceOfPackage(root: string, { folder, manifest }: InstalledPackage): LicensedPart {
  const { name, version, license: licence } = manifest;
  if (!isAllowedLicence(licence)) throw new Error(`${name} ${version} is under ${licence}, which is not allowed`);
  const text = licenceText(join(root, folder)) ?? (licence === 'MIT' ? mitText(manifest) : null);
  if (text === null) throw new Error(`${name} ${version} brings no text of its licence ${licence}`);
  return { name, version, licence, text };
}

/** Licence of a folder of model weights; its name says which one, since weights have no package.json. */
export function licenceOfModel(folder: string, name: string): LicensedPart {
  const text = licenceText(folder);
  if (text === null) throw new Error(`the model ${name} brings no licence`);
  const licence = text.includes('Apache License') ? 'Apache-2.0' : /\bMIT License\b/.test(text) ? 'MIT' : 'unknown';
  if (!isAllowedLicence(licence)) throw new Error(`the licence of the model ${name} was not recognised`);
  return { name, version: 'model weights', licence, text };
}

function licenceText(folder: string): string | null {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file));
  if (files.length === 0) return null;
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
}

/** Some MIT packages forget the file; the licence asks for its text with the holder's name. https://opensource.org/license/mit */
function mitText({ name, author }: Manifest): string {
  return `MIT License

Copyright (c) ${author ?? `the contributors of ${name}`}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}

const rule = '-'.repeat(80);

/** The page as plain text: a list first, then every text once, with the parts that it is for. */
export function licencePage(product: string, ownLicence: string, parts: readonly LicensedPart[]): string {
  const sorted = [...new Map(parts.map((part) => [`${part.name} ${part.version}`, part])).values()].sort((a, b) =>
    a.name.localeCompare(b.name, 'en'),
  );
  const byText = Map.groupBy(sorted, ({ text }) => text);
  const list = sorted.map(({ name, version, licence }) => `  ${name} ${version}: ${licence}`);
  const texts = [...byText].map(([text, users]) => {
    const names = users.map(({ name, version }) => `${name} ${version}`).join('\n');
    return `${rule}\n${names}\n\n${text.trim()}\n`;
  });
  return [
    product,
    ownLicence.trim(),
    `${rule}\nParts that others wrote. Electron and Chromium bring their own files, LICENSE.electron.txt and LICENSES.chromium.html. The third-party notices of ONNX Runtime (onnxruntime-node, onnxruntime-web) are at https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt.\n\n${list.join('\n')}`,
    texts.join('\n'),
  ].join('\n\n');
}
