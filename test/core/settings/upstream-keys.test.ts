import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openUpstreamKeys, withoutSecretBox } from '../../../src-core/settings/upstream-keys.ts';
import { tempDir } from '../../support/core-instance.ts';
import { testKeyStore, type TestKeyStore } from '../../support/key-store.ts';

const key = 'sk-proj-0123456789abcdefWXYZ';
const origin = 'https://api.openai.com';

let temp: ReturnType<typeof tempDir>;
let box: TestKeyStore;
let failures: string[];
const file = () => join(temp.path, 'keys.json');
const open = () => openUpstreamKeys(file(), box, (name) => void failures.push(name));
beforeEach(() => {
  temp = tempDir();
  box = testKeyStore();
  failures = [];
});
afterEach(() => temp.remove());

test('a key is kept sealed, and is there after a restart', async () => {
  const keys = await open();
  await keys.set('openai', origin, key);
  expect(keys.keyOf('openai', origin)).toBe(key);
  const text = readFileSync(file(), 'utf8');
  expect(text).not.toContain(key.slice(3, 12));
  expect(text).not.toContain(Buffer.from(key).toString('base64').slice(0, 16));
  expect((await open()).keyOf('openai', origin)).toBe(key);
  expect(failures).toEqual([]);
});

test.skipIf(process.platform === 'win32')('the file is its owner’s alone', async () => {
  await (await open()).set('openai', origin, key);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('a key belongs to the origin that it was given for', async () => {
  const keys = await open();
  await keys.set('mine', 'https://gateway.example', key);
  expect(keys.keyOf('mine', 'https://elsewhere.example')).toBe(null);
  expect(keys.keyOf('mine', 'http://gateway.example')).toBe(null);
  expect(keys.last4('mine', 'https://elsewhere.example')).toBe(null);
});

test('of a key people see the end, of a short one nothing', async () => {
  const keys = await open();
  await keys.set('openai', origin, key);
  await keys.set('lmstudio', 'http://localhost:1234', 'short-key');
  expect([
    keys.last4('openai', origin),
    keys.last4('lmstudio', 'http://localhost:1234'),
    keys.last4('groq', origin),
  ]).toEqual(['WXYZ', '', null]);
});

test('each change has a version of its own; the last key takes the file along', async () => {
  const keys = await open();
  const versions = [keys.version];
  await keys.set('openai', origin, key);
  versions.push(keys.version);
  await keys.set('openai', origin, null);
  versions.push(keys.version);
  expect(new Set(versions).size).toBe(3);
  expect([keys.keyOf('openai', origin), existsSync(file())]).toEqual([null, false]);
});

describe('where the system protects nothing', () => {
  test('a key is refused with the reason, and nothing is written', async () => {
    box.obstacle = 'no keyring';
    const keys = await open();
    await expect(keys.set('openai', origin, key)).rejects.toMatchObject({
      code: 'key_store_unavailable',
      message: 'no keyring',
    });
    expect([keys.keyOf('openai', origin), existsSync(file())]).toEqual([null, false]);
  });

  test('so too in a host that has no key store', async () => {
    const keys = await openUpstreamKeys(file(), withoutSecretBox('headless'), () => undefined);
    await expect(keys.set('openai', origin, key)).rejects.toMatchObject({ message: 'headless' });
  });

  test('a key that was kept before stays sealed, and can be taken away', async () => {
    await (await open()).set('openai', origin, key);
    box.obstacle = 'no keyring';
    const keys = await open();
    expect([keys.keyOf('openai', origin), existsSync(file())]).toEqual([null, true]);
    await keys.set('openai', origin, null);
    expect(existsSync(file())).toBe(false);
  });
});

test('a keychain that was reset leaves no key, is counted, and takes a new one', async () => {
  await (await open()).set('openai', origin, key);
  box.reset();
  const keys = await open();
  expect([keys.keyOf('openai', origin), failures]).toEqual([null, ['upstream_key_unreadable']]);
  await keys.set('openai', origin, `${key}2`);
  expect((await open()).keyOf('openai', origin)).toBe(`${key}2`);
});

test('what an older key of the system sealed is sealed anew', async () => {
  await (await open()).set('openai', origin, key);
  const before = readFileSync(file(), 'utf8');
  box.rotated = true;
  expect((await open()).keyOf('openai', origin)).toBe(key);
  expect(readFileSync(file(), 'utf8')).not.toBe(before);
});

test('a damaged file is counted and stops nothing', async () => {
  writeFileSync(file(), '{"version":1,"sealed":{"openai":');
  const keys = await open();
  expect([keys.keyOf('openai', origin), failures]).toEqual([null, ['upstream_keys_damaged']]);
});
