import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SecretBox } from '../../../src-core/ports/secret-box.ts';
import { keyFileBox } from '../../../src-core/store/encryption-file-box.ts';
import { openDataKeys, type DataKeys } from '../../../src-core/store/encryption-keys.ts';
import { noise, start } from './store-drafts.ts';
import { countingBytes, tempDir } from './store-support.ts';

function keyFile(seed = 1): string {
  const path = join(tempDir(), 'key');
  writeFileSync(path, noise(32, seed), { mode: 0o600 });
  return path;
}

async function open(folder: string, box: SecretBox): Promise<DataKeys & { failures: string[] }> {
  const failures: string[] = [];
  const keys = await openDataKeys({
    file: join(folder, 'data-keys.json'),
    box,
    now: () => start,
    randomBytes: countingBytes,
    countFailure: (name) => failures.push(name),
  });
  return { ...keys, failures };
}
const idsOf = (keys: DataKeys): string[] => keys.opened().map(({ id }) => id);

describe('data keys', () => {
  test('are made once, kept sealed in a file of the owner’s, and opened again', async () => {
    const folder = tempDir();
    const box = keyFileBox(keyFile());
    const keys = await open(folder, box);
    expect([idsOf(keys), existsSync(join(folder, 'data-keys.json'))]).toEqual([[], false]);
    await keys.ensure();
    await keys.ensure();
    expect(readdirSync(folder)).toEqual(['data-keys.json']);
    const again = await open(folder, box);
    expect(idsOf(again)).toEqual(idsOf(keys));
    const sealed = keys.opened()[0]!.seal(Buffer.from('text'), 'here');
    expect(Buffer.from(again.opened()[0]!.open(sealed, 'here') ?? []).toString()).toBe('text');
    const others = statSync(join(folder, 'data-keys.json')).mode & 0o077;
    expect(process.platform === 'win32' || others === 0).toBe(true);
  });

  test('that cannot be opened stay beside a new one, and are opened when that is possible again', async () => {
    const folder = tempDir();
    const box = keyFileBox(keyFile(1));
    const first = await open(folder, box);
    await first.ensure();
    const other = await open(folder, keyFileBox(keyFile(2)));
    expect([idsOf(other), other.failures]).toEqual([[], ['encryption_key_unreadable']]);
    await other.ensure();
    expect(idsOf(other)).toHaveLength(1);
    const back = await open(folder, box);
    expect(idsOf(back)).toEqual(idsOf(first));
  });

  test('are sealed again when the key store has a newer key', async () => {
    const folder = tempDir();
    const box = keyFileBox(keyFile());
    await (await open(folder, box)).ensure();
    const before = readFileSync(join(folder, 'data-keys.json'), 'utf8');
    const keys = await open(folder, {
      ...box,
      open: async (sealed) => ({ ...(await box.open(sealed)), reseal: true }),
    });
    expect(readFileSync(join(folder, 'data-keys.json'), 'utf8')).not.toBe(before);
    expect(idsOf(await open(folder, box))).toEqual(idsOf(keys));
  });

  test('are not made where the key store forgets, fails or is none, and no file is left', async () => {
    const folder = tempDir();
    const box = keyFileBox(keyFile());
    const bad: SecretBox[] = [
      { ...box, open: () => Promise.resolve({ text: 'another', reseal: false }) },
      { ...box, open: () => Promise.reject(new Error('locked')) },
      keyFileBox(join(folder, 'none')),
    ];
    for (const each of bad) {
      await expect((await open(folder, each)).ensure()).rejects.toMatchObject({ code: 'key_store_unavailable' });
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test('in a damaged file are never written over', async () => {
    const folder = tempDir();
    writeFileSync(join(folder, 'data-keys.json'), '{"version":1,"keys":[{');
    const keys = await open(folder, keyFileBox(keyFile()));
    await expect(keys.ensure()).rejects.toThrow(/cannot be read/);
    expect(keys.failures).toEqual(['encryption_keys_damaged']);
    expect(readFileSync(join(folder, 'data-keys.json'), 'utf8')).toBe('{"version":1,"keys":[{');
  });
});

describe('a key file', () => {
  test('that is too short, missing, or not the one that sealed is refused with the reason', async () => {
    const short = join(tempDir(), 'short');
    writeFileSync(short, 'password', { mode: 0o600 });
    const reasonOf = async (path: string) => {
      const state = await keyFileBox(path).available();
      return state.ok ? null : state.reason;
    };
    expect(await reasonOf(short)).toMatch(/fewer than 32 bytes/);
    expect(await reasonOf(join(short, 'x'))).toMatch(/ENOTDIR|ENOENT/);
    expect(await reasonOf(keyFile())).toBeNull();
    const sealed = await keyFileBox(keyFile(1)).seal('text');
    await expect(keyFileBox(keyFile(2)).open(sealed)).rejects.toThrow(/not the one/);
  });

  test.skipIf(process.platform === 'win32')('that others can read is refused', async () => {
    const path = keyFile();
    chmodSync(path, 0o640);
    expect(await keyFileBox(path).available()).toMatchObject({ ok: false });
  });
});
