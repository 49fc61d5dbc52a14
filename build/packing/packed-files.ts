import { leftOutPackages } from './shipped-packages.ts';
import { hostTarget, type PackTarget } from './target.ts';

/** What the models need of ONNX Runtime as WebAssembly, for machines whose native one does not run. */
const webRuntimeFiles = [
  'ort.wasm.min.mjs',
  // Not run: its place is where the core looks for the others.
  'ort.wasm.min.js',
  'ort-wasm-simd-threaded.mjs',
  'ort-wasm-simd-threaded.wasm',
  // The library's web build imports it by name; what runs is the one above.
  'ort.webgpu.bundle.min.mjs',
];

/**
 * Which files go into the app, as electron-builder's patterns; a later one wins over an earlier one. `root` holds the
 * installed packages.
 */
export function packedFiles(root: string, target: PackTarget): string[] {
  const out = leftOutPackages(root).map(({ folder }) => `!${folder}/**`);
  return [
    'package.json',
    'LICENSE',
    'dist/electron/**',
    'dist/src-core/**',
    'dist/renderer/**',
    'build/icons/icon.png',
    'build/icons/tray-*.{png,ico}',
    ...out,
    ...nativeFiles(target),
    '!node_modules/onnxruntime-web/**',
    'node_modules/onnxruntime-web/package.json',
    ...webRuntimeFiles.map((file) => `node_modules/onnxruntime-web/dist/${file}`),
    '!node_modules/@xenova/transformers/{dist,src,types}/**',
    'node_modules/@xenova/transformers/dist/transformers.{node.mjs,web.js}',
    '!node_modules/js-tiktoken/dist/**',
    'node_modules/js-tiktoken/dist/{lite.js,chunk-*.js,ranks/o200k_base.js}',
    // Second copies for `require`, which nothing here uses, and builds for browsers.
    '!node_modules/zod/**/*.cjs',
    '!node_modules/{hono/dist/cjs,diff/dist,diff/libcjs}/**',
    '!node_modules/@pydantic/genai-prices/dist/{cli.js,index.cjs}',
    '!node_modules/@huggingface/{jinja,tokenizers}/dist/*.{cjs,min.mjs}',
    '!node_modules/json-p3/dist/json-p3.{browser,esm,iife}*',
    '!**/*.{map,md,markdown,ts,mts,cts,tsx,tsbuildinfo,flow,o,a,cc,cpp,h,hpp,gyp,gypi,mk}',
    // Prose leaves no licence behind: those are in licences.txt, and the files themselves stay.
    '!node_modules/**/{test,tests,__tests__,example,examples,bench,benchmark,benchmarks,docs,website,.github}/**',
    '!node_modules/**/{.*,tsconfig*.json,bower.json,component.json,Makefile,*.yml}',
  ];
}

/** Only the target's native libraries; those that were compiled here only when this machine is the target. */
function nativeFiles({ platform, arch }: PackTarget): string[] {
  const host = hostTarget();
  const compiledHere = host.platform === platform && host.arch === arch;
  const runtime = `node_modules/onnxruntime-node/bin/napi-v6/${platform}/${arch}`;
  return [
    '!node_modules/onnxruntime-node/{bin,lib,script}/**',
    `${runtime}/**`,
    // The same file twice; the binding asks for the short name.
    `!${runtime}/libonnxruntime.1.*.dylib`,
    // Of the runtimes for graphics cards, which are never asked for and not free software.
    `!${runtime}/{DirectML,dxcompiler,dxil}.dll`,
    '!node_modules/hnswlib-node/{src,build,deps}/**',
    ...(compiledHere ? ['node_modules/hnswlib-node/build/Release/addon.node'] : ['!node_modules/hnswlib-node/**']),
  ];
}
