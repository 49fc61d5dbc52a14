import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..', '..', 'electron');
const sources = globSync('**/*.{ts,cts}', { cwd: folder }).map((file) => ({
  file,
  text: readFileSync(join(folder, file), 'utf8'),
}));

const filesWith = (pattern: RegExp): string[] =>
  sources.flatMap(({ file, text }) => (text.match(new RegExp(pattern, 'g')) ?? []).map(() => file)).sort();

test('windows are made in one place', () => {
  expect(filesWith(/new (?:\w+\.)*(?:BrowserWindow|BaseWindow|WebContentsView)\(/)).toEqual(['main-window.ts']);
});

test('only the entry and the preload script touch Electron itself, so that all else runs without its binary', () => {
  expect(filesWith(/import (?!type)[^;]*from 'electron'|require\('electron'\)/)).toEqual(['main.ts', 'preload.cts']);
  expect(filesWith(/from 'electron-store'/)).toEqual(['settings-backend.ts']);
});

test('addresses leave the app through openExternalSafe alone', () => {
  expect(filesWith(/\.openExternal\(/)).toEqual(['open-external.ts']);
});
