import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { confBackend, type SettingsBackend } from '../../src-core/index.ts';
import { tempDir } from '../support/core-instance.ts';

// electron-store imports electron, which outside Electron looks for its binary, and with this variable only names it.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '/nonexistent';

let electronStoreBackend: (file: string) => SettingsBackend;
beforeAll(async () => {
  ({ electronStoreBackend } = await import('../../electron/settings-backend.ts'));
});

let temp: ReturnType<typeof tempDir>;
let file: string;
beforeEach(() => {
  temp = tempDir();
  file = join(temp.path, 'settings.json');
});
afterEach(() => temp.remove());

const settings = { proxy: { port: 9090 }, upstreams: [{ name: 'local', baseUrl: 'http://localhost:1234/v1' }] };

test('a first start has no settings and leaves no file', () => {
  const backend = electronStoreBackend(file);
  expect({ ...(backend.read() as object) }).toEqual({});
  expect(backend.path).toBe(file);
});

test('what is written is plain JSON of the owner, with nothing of the library’s in it', () => {
  electronStoreBackend(file).write(settings);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(settings);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('the headless host and the app write the same bytes and read each other', () => {
  electronStoreBackend(file).write(settings);
  const other = join(temp.path, 'headless.json');
  confBackend(other).write(settings);
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(other, 'utf8'));
  expect({ ...(confBackend(file).read() as object) }).toEqual(settings);
  expect({ ...(electronStoreBackend(other).read() as object) }).toEqual(settings);
});

test('a setting that was taken away is gone from the file', () => {
  const backend = electronStoreBackend(file);
  backend.write(settings);
  backend.write({ window: { theme: 'dark' } });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ window: { theme: 'dark' } });
});

test('a damaged file is reported when it is read, and left as it is', () => {
  writeFileSync(file, '{ "proxy": ');
  const backend = electronStoreBackend(file);
  expect(() => backend.read()).toThrow(SyntaxError);
  expect(readFileSync(file, 'utf8')).toBe('{ "proxy": ');
});
