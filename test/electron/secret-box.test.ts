import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { systemSecretBox } from '../../electron/secret-box.ts';
import { createFakeElectron } from './support/fake-electron.ts';
import { runDesktop, type Desktop } from './support/run-desktop.ts';

describe('the system’s key store', () => {
  test('opens what it sealed, and says when it should be sealed anew', async () => {
    const { electron, keyStore } = createFakeElectron();
    const box = systemSecretBox(electron.safeStorage, 'darwin');
    expect(await box.available()).toEqual({ ok: true });
    const sealed = await box.seal('secret');
    expect(Buffer.from(sealed).includes('secret')).toBe(false);
    expect(await box.open(new Uint8Array(sealed))).toEqual({ text: 'secret', reseal: false });
    keyStore.rotated = true;
    expect(await box.open(sealed)).toEqual({ text: 'secret', reseal: true });
  });

  test.each(['basic_text', 'unknown'] as const)(
    'on Linux with %s it protects nothing, and says what is missing',
    async (backend) => {
      const { electron, keyStore } = createFakeElectron();
      keyStore.backend = backend;
      expect(await systemSecretBox(electron.safeStorage, 'linux').available()).toEqual({
        ok: false,
        reason: expect.stringContaining('no keyring') as unknown,
      });
    },
  );

  test.each(['linux', 'darwin', 'win32'] as const)('on %s one that is not available is none', async (platform) => {
    const { electron, keyStore } = createFakeElectron();
    keyStore.isAvailable = false;
    expect(await systemSecretBox(electron.safeStorage, platform).available()).toMatchObject({ ok: false });
  });

  test('one that throws is none', async () => {
    const { electron, keyStore } = createFakeElectron();
    keyStore.isAsyncEncryptionAvailable = () => Promise.reject(new Error('D-Bus is away'));
    expect(await systemSecretBox(electron.safeStorage, 'linux').available()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('D-Bus is away') as unknown,
    });
  });
});

let desktop: Desktop | undefined;
afterEach(async () => {
  await desktop?.stop();
  desktop = undefined;
});

test('the app keeps keys of upstreams in it', async () => {
  desktop = await runDesktop();
  const key = 'sk-proj-0123456789abcdefWXYZ';
  const answer = await desktop.invoke('semcache:call', ['upstreams.setKey', { name: 'openai', key }]);
  expect(answer).toMatchObject({
    ok: true,
    value: {
      items: expect.arrayContaining([expect.objectContaining({ name: 'openai', keyLast4: 'WXYZ' })]) as unknown,
    },
  });
  const file = JSON.parse(readFileSync(join(desktop.dataDir, 'keys.json'), 'utf8')) as {
    sealed: Record<string, string>;
  };
  const opened = await desktop.keyStore.decryptStringAsync(Buffer.from(file.sealed['openai'] ?? '', 'base64'));
  expect(JSON.parse(opened.result)).toEqual({ origin: 'https://api.openai.com', key });
});

test('the app refuses a key on a desktop without a keyring', async () => {
  desktop = await runDesktop({
    prepare: (fake) => {
      fake.keyStore.backend = 'basic_text';
    },
  });
  expect(await desktop.core().call('upstreams.setKey', { name: 'openai', key: 'sk-1' })).toMatchObject({
    ok: false,
    error: { code: 'key_store_unavailable' },
  });
});
