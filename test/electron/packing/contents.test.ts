import { FuseState, FuseV1Options, FuseVersion } from '@electron/fuses';
import { describe, expect, test } from 'vitest';
import { contentProblems, fuseProblems, type Expected } from '../../../build/packing/check-contents.ts';
import type { PackedApp, PackedFile } from '../../../build/packing/read-packed.ts';
import { shippedFuses } from '../../../build/packing/fuses.ts';

const runtime = 'node_modules/onnxruntime-node/bin/napi-v6/linux/x64';
const file = (path: string, change: Partial<PackedFile> = {}): PackedFile => ({
  path,
  unpacked: /\.(node|so)/.test(path),
  bytes: Buffer.from(path.endsWith('licences.txt') ? 'licences' : 'content'),
  intact: true,
  ...change,
});

const models = ['all-MiniLM-L6-v2', 'semcache-verifier'].flatMap((model) =>
  ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx', 'LICENSE'].map(
    (name) => `models/${model}/${name}`,
  ),
);
const good: PackedApp = {
  files: [
    'package.json',
    'LICENSE',
    'dist/electron/main.js',
    'dist/electron/preload.cjs',
    'dist/src-core/index.js',
    'dist/src-core/matching/models/model-process.js',
    'dist/renderer/index.html',
    'dist/renderer/licences.txt',
    'build/icons/icon.png',
    'build/icons/tray-running-Template@2x.png',
    'node_modules/sharp/index.js',
    'node_modules/@xenova/transformers/package.json',
    'node_modules/@xenova/transformers/dist/transformers.web.js',
    'node_modules/onnxruntime-web/package.json',
    'node_modules/onnxruntime-web/dist/ort.wasm.min.js',
    'node_modules/onnxruntime-web/dist/ort.wasm.min.mjs',
    'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.mjs',
    'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
    'node_modules/onnxruntime-node/package.json',
    `${runtime}/libonnxruntime.so.1`,
    `${runtime}/onnxruntime_binding.node`,
    'node_modules/hnswlib-node/package.json',
    'node_modules/hnswlib-node/build/Release/addon.node',
  ].map((path) => file(path)),
  resources: ['licences.txt', ...models].map((path) => ({ path, bytes: 1000 })),
};
const expected: Expected = {
  target: { platform: 'linux', arch: 'x64' },
  packages: ['@xenova/transformers', 'onnxruntime-web', 'onnxruntime-node', 'hnswlib-node'].map(
    (name) => `node_modules/${name}`,
  ),
  sources: new Set([
    'electron/main.ts',
    'electron/preload.cts',
    'src-core/index.ts',
    'src-core/matching/models/model-process.ts',
  ]),
  machine: ['/home/someone/semcache'],
  licences: 'licences',
};

const withFile = (...added: PackedFile[]): PackedApp => ({ ...good, files: [...good.files, ...added] });
const without = (path: string): PackedApp => ({ ...good, files: good.files.filter((kept) => kept.path !== path) });

describe('a packed app', () => {
  test('as it should be has no problems', () => {
    expect(contentProblems(good, expected)).toEqual([]);
  });

  test.each<[string, PackedApp, string]>([
    ['a file is missing', without('dist/electron/preload.cjs'), 'dist/electron/preload.cjs is missing'],
    [
      'the way out for the models is missing',
      without('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'),
      'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm is missing',
    ],
    [
      'a package is missing',
      without('node_modules/onnxruntime-web/package.json'),
      'node_modules/onnxruntime-web is missing',
    ],
    [
      'a native library is missing',
      without(`${runtime}/libonnxruntime.so.1`),
      `${runtime}/libonnxruntime.so.1 is missing from the native files`,
    ],
    [
      'a package came along',
      withFile(file('node_modules/@img/x/lib/index.js')),
      'node_modules/@img/x/lib/index.js belongs to a package that the app does not load',
    ],
    [
      'a nested package came along',
      withFile(file('node_modules/onnxruntime-web/node_modules/long/index.js')),
      'node_modules/onnxruntime-web/node_modules/long/index.js belongs to a package that the app does not load',
    ],
    ['a source map came along', withFile(file('dist/a.js.map')), 'dist/a.js.map is of use to developers only'],
    ['types came along', withFile(file('dist/a.d.ts')), 'dist/a.d.ts is of use to developers only'],
    [
      'tests came along',
      withFile(file('node_modules/onnxruntime-web/test/a.js')),
      'node_modules/onnxruntime-web/test/a.js is of use to developers only',
    ],
    [
      'a file of an older build was left',
      withFile(file('dist/electron/old.js')),
      'dist/electron/old.js has no source any more',
    ],
    [
      'bytes differ from the header',
      withFile(file('dist/renderer/a.js', { intact: false })),
      'dist/renderer/a.js differs from its hash',
    ],
    [
      'a library of another system came along',
      withFile(file('node_modules/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll', { unpacked: true })),
      'node_modules/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll should not be among the native files',
    ],
    [
      'the path of the machine is inside',
      withFile(file('dist/renderer/a.js', { bytes: Buffer.from('x /home/someone/semcache/src y') })),
      'dist/renderer/a.js names /home/someone/semcache',
    ],
    [
      'it is too large',
      { ...good, resources: [...good.resources, { path: 'models/big', bytes: 200 * 1024 * 1024 }] },
      '200.0 MiB are more than 120.0 MiB',
    ],
    [
      'the licences are those of another build',
      {
        ...good,
        files: good.files.map((kept) =>
          kept.path.endsWith('licences.txt') ? { ...kept, bytes: Buffer.from('old') } : kept,
        ),
      },
      'dist/renderer/licences.txt is not what build/licences.ts writes now',
    ],
  ])('%s', (_what, app, problem) => {
    expect(contentProblems(app, expected)).toEqual([problem]);
  });

  test('a native library inside the archive is one that no system can load', () => {
    const files = good.files.map((kept) => (kept.path.endsWith('addon.node') ? { ...kept, unpacked: false } : kept));
    expect(contentProblems({ ...good, files }, expected)).toEqual([
      'node_modules/hnswlib-node/build/Release/addon.node is inside the archive',
    ]);
  });
});

test('a fuse that is not as shipped is named', () => {
  const states = Object.entries(shippedFuses).map(([fuse, on]) => [fuse, on ? FuseState.ENABLE : FuseState.DISABLE]);
  const wire = { ...Object.fromEntries(states), version: FuseVersion.V1 };
  expect(fuseProblems(wire)).toEqual([]);
  expect(fuseProblems({ ...wire, [FuseV1Options.RunAsNode]: FuseState.ENABLE })).toEqual([
    'the fuse RunAsNode is not off',
  ]);
});

test('every way to run other code under the app’s name is closed', () => {
  const named = Object.entries(shippedFuses).map(([fuse, on]) => [FuseV1Options[Number(fuse)], on]);
  expect(Object.fromEntries(named)).toEqual({
    RunAsNode: false,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    OnlyLoadAppFromAsar: true,
    EnableEmbeddedAsarIntegrityValidation: true,
    GrantFileProtocolExtraPrivileges: false,
    EnableCookieEncryption: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    WasmTrapHandlers: true,
  });
});
