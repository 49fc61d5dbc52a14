import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  isAllowedLicence,
  licenceOfModel,
  licenceOfPackage,
  licencePage,
} from '../../../build/packing/licence-page.ts';
import { packageClosure, type Manifest } from '../../../build/packing/package-graph.ts';
import { consolePackages, leftOutPackages, shippedPackages } from '../../../build/packing/shipped-packages.ts';
import { tempDir } from '../../support/core-instance.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let temp: ReturnType<typeof tempDir>;
beforeEach(() => {
  temp = tempDir();
});
afterEach(() => temp.remove());

/** Installs a package into the temporary root. */
function install(folder: string, manifest: object, files: Record<string, string> = {}): void {
  const path = join(temp.path, folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ version: '1.0.0', ...manifest }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
}

const manifest = (change: Partial<Manifest>): Manifest => ({
  name: 'a',
  version: '1.0.0',
  license: 'MIT',
  dependencies: {},
  optionalDependencies: {},
  ...change,
});

describe('which licences may be shipped', () => {
  test.each(['MIT', 'Apache-2.0', '(MIT OR CC0-1.0)', '(MIT OR GPL-3.0-only)', 'MIT AND ISC AND BSD-3-Clause'])(
    '%s may',
    (licence) => expect(isAllowedLicence(licence)).toBe(true),
  );
  test.each(['LGPL-3.0-or-later', 'GPL-2.0-only', 'AGPL-3.0', 'MIT AND GPL-3.0-only', 'UNLICENSED', 'none', ''])(
    '%s may not',
    (licence) => expect(isAllowedLicence(licence)).toBe(false),
  );

  test('a package under another licence, or without its text, stops the build', () => {
    install('node_modules/a', { name: 'a', license: 'LGPL-3.0-or-later' });
    const found = { folder: 'node_modules/a', manifest: manifest({ license: 'LGPL-3.0-or-later' }) };
    expect(() => licenceOfPackage(temp.path, found)).toThrow(
      'a 1.0.0 is under LGPL-3.0-or-later, which is not allowed',
    );
    const textless = { ...found, manifest: manifest({ license: 'ISC' }) };
    expect(() => licenceOfPackage(temp.path, textless)).toThrow('a 1.0.0 brings no text of its licence ISC');
  });

  test('an MIT package that forgot the text gets it with its author’s name; notices follow the licence', () => {
    install('node_modules/a', { name: 'a' });
    const { text } = licenceOfPackage(temp.path, { folder: 'node_modules/a', manifest: manifest({ author: 'Ada' }) });
    expect(text).toMatch(/^MIT License\n\nCopyright \(c\) Ada\n/);
    install('node_modules/b', { name: 'b' }, { LICENSE: 'the licence', NOTICE: 'the notice', 'licensed.js': 'no' });
    const other = licenceOfPackage(temp.path, { folder: 'node_modules/b', manifest: manifest({ name: 'b' }) });
    expect(other.text).toBe('the licence\n\nthe notice');
  });

  test('a model without a licence that is known stops the build', () => {
    expect(() => licenceOfModel(temp.path, 'm')).toThrow('the model m brings no licence');
    writeFileSync(join(temp.path, 'LICENSE'), 'For research only');
    expect(() => licenceOfModel(temp.path, 'm')).toThrow('the licence of the model m was not recognised');
  });
});

test('packages are found as Node finds them: the nested one before the one above, each once, the absent left out', () => {
  install('node_modules/a', { name: 'a', dependencies: { b: '1' }, optionalDependencies: { elsewhere: '1' } });
  install('node_modules/b', { name: 'b', version: '2.0.0', dependencies: { a: '1', c: '1' } });
  install('node_modules/a/node_modules/b', { name: 'b', dependencies: { c: '1' } });
  install('node_modules/c', { name: 'c' });
  const folders = (names: string[], skip = ''): string[] =>
    packageClosure(temp.path, names, (_from, to) => to !== skip).map(({ folder }) => folder);
  expect(folders(['a'])).toEqual(['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c']);
  expect(folders(['b'], 'a')).toEqual(['node_modules/b', 'node_modules/c']);
});

test('a text that several parts share stands once, with all of them', () => {
  const part = (name: string, text: string) => ({ name, version: '1', licence: 'MIT', text });
  const page = licencePage('Product', 'Our own licence', [part('b', 'same'), part('a', 'same'), part('c', 'other')]);
  expect(page).toContain('Our own licence');
  expect(page).toContain('  a 1: MIT\n  b 1: MIT\n  c 1: MIT');
  expect(page.match(/^same$/gm)).toHaveLength(1);
  expect(page).toContain('a 1\nb 1\n\nsame');
});

test('what is shipped here has allowed licences, and nothing of the image library is among it', () => {
  const shipped = [...shippedPackages(root), ...consolePackages(root)];
  expect(shipped.map((found) => licenceOfPackage(root, found).name)).toEqual(
    expect.arrayContaining(['undici', 'onnxruntime-node', 'react', '@mantine/core']),
  );
  expect(shipped.filter(({ folder }) => /sharp|@img/.test(folder))).toEqual([]);
  expect(leftOutPackages(root).map(({ manifest: { name } }) => name)).toContain('sharp');
});
