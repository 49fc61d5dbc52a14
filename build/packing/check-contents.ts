import { FuseState, FuseV1Options, type FuseConfig } from '@electron/fuses';
import { sourceOf } from './compiled-sources.ts';
import { shippedFuses } from './fuses.ts';
import type { PackedApp } from './read-packed.ts';
import type { PackTarget } from './target.ts';

/** Room for everything of ours; Electron itself takes about twice as much. */
const maxBytes = 120 * 1024 * 1024;

export interface Expected {
  target: PackTarget;
  /** Folders of the packages that the app loads, such as `node_modules/a`. */
  packages: readonly string[];
  /** Paths of sources, such as `src-core/core.ts`, whose compiled form belongs into the app. */
  sources: ReadonlySet<string>;
  /** Texts that would tell about the machine that packed: its folders. */
  machine: readonly string[];
  /** Text of licences.txt as it should be. */
  licences: string;
}

/** What no user of the app needs. */
const developerFile =
  /\.(map|md|markdown|[cm]?tsx?|tsbuildinfo|o|cc|cpp|h|gyp)$|(^|\/)(test|tests|__tests__|examples?|docs|benchmarks?)\/|(^|\/)\.[^/]+$/;

const required = [
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
  'node_modules/@xenova/transformers/dist/transformers.web.js',
  'node_modules/onnxruntime-web/dist/ort.wasm.min.js',
  'node_modules/onnxruntime-web/dist/ort.wasm.min.mjs',
  'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.mjs',
  'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
];

const requiredResources = [
  'licences.txt',
  ...['all-MiniLM-L6-v2', 'semcache-verifier'].flatMap((model) =>
    ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx', 'LICENSE'].map(
      (file) => `models/${model}/${file}`,
    ),
  ),
];

/** Native files by target; macOS on Intel has no native runtime and uses WebAssembly. */
function nativeFiles({ platform, arch }: PackTarget): string[] {
  const folder = `node_modules/onnxruntime-node/bin/napi-v6/${platform}/${arch}`;
  const library = { linux: 'libonnxruntime.so.1', darwin: 'libonnxruntime.1.dylib', win32: 'onnxruntime.dll' };
  const runtime =
    platform === 'darwin' && arch === 'x64'
      ? []
      : [`${folder}/${library[platform]}`, `${folder}/onnxruntime_binding.node`];
  return [...runtime, 'node_modules/hnswlib-node/build/Release/addon.node'];
}

/** What is wrong with a packed app, in words; empty when nothing is. */
export function contentProblems({ files, resources }: PackedApp, expected: Expected): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const beside = new Set(resources.map(({ path }) => path));
  const total = resources.reduce((sum, { bytes }) => sum + bytes, 0);
  const natives = files.filter(({ path }) => /\.(node|dll|dylib|so)(\.\d+)*$/.test(path));
  const sharp = 'node_modules/sharp';
  return [
    ...required.filter((path) => !paths.has(path)).map((path) => `${path} is missing`),
    ...requiredResources.filter((path) => !beside.has(path)).map((path) => `resources/${path} is missing`),
    ...expected.packages
      .filter((folder) => !paths.has(`${folder}/package.json`))
      .map((folder) => `${folder} is missing`),
    ...files
      .filter(
        ({ path }) => path.startsWith('node_modules/') && ![...expected.packages, sharp].includes(packageOf(path)),
      )
      .map(({ path }) => `${path} belongs to a package that the app does not load`),
    ...[...paths, ...beside]
      .filter((path) => developerFile.test(path))
      .map((path) => `${path} is of use to developers only`),
    ...[...paths].filter((path) => isStale(path, expected.sources)).map((path) => `${path} has no source any more`),
    ...files.filter(({ intact }) => !intact).map(({ path }) => `${path} differs from its hash`),
    ...differences(
      'native files',
      natives.map(({ path }) => path),
      nativeFiles(expected.target),
    ),
    ...natives.filter(({ unpacked }) => !unpacked).map(({ path }) => `${path} is inside the archive`),
    ...expected.machine.flatMap((text) =>
      files.filter(({ bytes }) => bytes.includes(text)).map(({ path }) => `${path} names ${text}`),
    ),
    ...files
      .filter(({ path, bytes }) => path === 'dist/renderer/licences.txt' && bytes.toString() !== expected.licences)
      .map(({ path }) => `${path} is not what build/licences.ts writes now`),
    ...(total > maxBytes ? [`${mebibytes(total)} are more than ${mebibytes(maxBytes)}`] : []),
  ];
}

/** The fuses of a program that are not as they are shipped. */
export function fuseProblems(wire: FuseConfig<FuseState>): string[] {
  return Object.entries(shippedFuses).flatMap(([fuse, on]) => {
    const state = Object.entries(wire).find(([key]) => key === fuse)?.[1];
    const wanted = on ? FuseState.ENABLE : FuseState.DISABLE;
    return state === wanted ? [] : [`the fuse ${FuseV1Options[Number(fuse)] ?? fuse} is not ${on ? 'on' : 'off'}`];
  });
}

/** Sum of sizes for people, in the unit of 1024 × 1024 bytes. */
export const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

/** `node_modules/a/node_modules/@b/c/file` belongs to `node_modules/a/node_modules/@b/c`. */
function packageOf(path: string): string {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path;
}

function isStale(path: string, sources: ReadonlySet<string>): boolean {
  const source = sourceOf(path);
  return source !== null && !sources.has(source);
}

function differences(what: string, found: readonly string[], wanted: readonly string[]): string[] {
  return [
    ...wanted.filter((path) => !found.includes(path)).map((path) => `${path} is missing from the ${what}`),
    ...found.filter((path) => !wanted.includes(path)).map((path) => `${path} should not be among the ${what}`),
  ];
}
