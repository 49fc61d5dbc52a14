import { globSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { packConfig } from '../../../build/packing/config.ts';
import { packedFiles } from '../../../build/packing/packed-files.ts';
import { hostTarget, type PackTarget } from '../../../build/packing/target.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const installed = globSync('node_modules/{onnxruntime-node,hnswlib-node,sharp,@img}/**/*.{node,dll,dylib,so,so.1}', {
  cwd: root,
}).map((path) => path.replaceAll('\\', '/'));

/** Native files of what is installed here that an app for the target would get: a later pattern wins. */
function natives(target: PackTarget): string[] {
  const patterns = packedFiles(root, target);
  const production = (path: string): boolean => {
    const last = patterns.findLast((pattern) => matchesGlob(path, pattern.replace(/^!/, '')));
    return last?.startsWith('!') !== true;
  };
  return installed.filter((path) => production(path)).map((path) => path.replace('node_modules/', ''));
}

const runtime = 'onnxruntime-node/bin/napi-v6';
const compiled = (target: PackTarget): string[] => {
  const host = hostTarget();
  return host.platform === target.platform && host.arch === target.arch
    ? ['hnswlib-node/build/Release/addon.node']
    : [];
};

test.each<[PackTarget, string[]]>([
  [{ platform: 'linux', arch: 'x64' }, ['libonnxruntime.so.1', 'onnxruntime_binding.node']],
  [{ platform: 'linux', arch: 'arm64' }, ['libonnxruntime.so.1', 'onnxruntime_binding.node']],
  [{ platform: 'darwin', arch: 'arm64' }, ['libonnxruntime.1.dylib', 'onnxruntime_binding.node']],
  // No native runtime exists for it: the models run as WebAssembly.
  [{ platform: 'darwin', arch: 'x64' }, []],
  [{ platform: 'win32', arch: 'x64' }, ['onnxruntime.dll', 'onnxruntime_binding.node']],
  [{ platform: 'win32', arch: 'arm64' }, ['onnxruntime.dll', 'onnxruntime_binding.node']],
])('natives for %o are its own alone', (target, libraries) => {
  const folder = `${runtime}/${target.platform}/${target.arch}`;
  expect(natives(target).sort()).toEqual([...compiled(target), ...libraries.map((name) => `${folder}/${name}`)].sort());
});

const options = {
  root,
  target: { platform: 'darwin', arch: 'arm64' } as const,
  output: '/out',
  electronDist: null,
  licencesFile: '/licences.txt',
  inspectable: false,
  signed: false,
  updatesFrom: null,
  homepage: 'https://example.org',
};

test('without a certificate macOS gets an ad-hoc signature that its hardened runtime does not stand against', () => {
  expect(packConfig(options).mac).toMatchObject({ identity: '-', hardenedRuntime: false, notarize: false });
  const signed = packConfig({ ...options, signed: true }).mac;
  expect(signed).toMatchObject({ hardenedRuntime: true, notarize: true });
  expect(signed).not.toHaveProperty('identity');
});

test('an app knows where updates come from only when it was packed with an address', () => {
  expect(packConfig(options).publish).toBeNull();
  expect(packConfig({ ...options, updatesFrom: 'owner/name' }).publish).toEqual({
    provider: 'github',
    owner: 'owner',
    repo: 'name',
  });
});

test('the packages of every system', () => {
  const { mac, win, linux } = packConfig(options);
  expect([mac?.target, win?.target, linux?.target]).toEqual([
    ['dmg', 'zip'],
    ['nsis', 'portable'],
    ['AppImage', 'deb', 'rpm'],
  ]);
});
