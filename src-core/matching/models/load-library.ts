import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as transformers from '@xenova/transformers';
import type { RunningBackend } from './protocol.ts';

type Library = typeof transformers;
type ModelOptions = NonNullable<Parameters<Library['AutoModel']['from_pretrained']>[1]>;

/** The library and how it must be asked to load a model. */
export interface LoadedLibrary {
  library: Library;
  modelOptions: ModelOptions;
}

/** What is set on onnxruntime-web, which is the library's dependency, not ours. */
interface WebRuntime {
  env: { wasm: { numThreads?: number; wasmPaths?: { mjs: string }; wasmBinary?: Uint8Array } };
}

/** Imports the library for a backend, tied to files under `modelsFolder`: nothing it does reaches the network. */
export async function loadLibrary(
  backend: RunningBackend,
  modelsFolder: string,
  threads: number,
): Promise<LoadedLibrary> {
  const loaded = backend === 'wasm' ? await loadWebBuild(modelsFolder) : await loadNodeBuild(backend, threads);
  const { env } = loaded.library;
  env.localModelPath = modelsFolder;
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  // The default is a folder inside the package, which is read-only once packaged; nothing is cached anyway.
  env.cacheDir = modelsFolder;
  env.useFSCache = false;
  env.useWasmCache = false;
  env.useBrowserCache = false;
  return loaded;
}

/**
 * ONNX Runtime's native binding. The arena is off because inside Electron its first large block has crashed processes
 * (microsoft/onnxruntime#29763), and because both models together then stay near 150 MB.
 */
async function loadNodeBuild(backend: 'native' | 'native-careful', threads: number): Promise<LoadedLibrary> {
  const library = await import('@xenova/transformers');
  library.env.fetch = refuseNetwork;
  return {
    library,
    modelOptions: {
      dtype: 'q8',
      local_files_only: true,
      session_options: {
        intraOpNumThreads: backend === 'native' ? threads : 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        enableCpuMemArena: false,
        // Plans memory per length of text, and texts have every length.
        enableMemPattern: false,
        graphOptimizationLevel: backend === 'native' ? 'all' : 'basic',
      },
    },
  };
}

/**
 * ONNX Runtime as WebAssembly. The library offers it in its web build only, which Node's export conditions hide, so it
 * is imported by path; and it must not see that it runs in Node, or it asks its (absent) native binding. Nothing native
 * is loaded on this way: that is its purpose.
 */
async function loadWebBuild(modelsFolder: string): Promise<LoadedLibrary> {
  const nodeBuild = fileURLToPath(import.meta.resolve('@xenova/transformers'));
  const runtimeFolder = dirname(createRequire(nodeBuild).resolve('onnxruntime-web/wasm'));
  const runtimeUrl = (file: string) => pathToFileURL(join(runtimeFolder, file)).href;

  Object.defineProperty(process, 'release', { value: { ...process.release, name: 'semcache' } });
  const runtime: WebRuntime = await import(runtimeUrl('ort.wasm.min.mjs'));
  // More than one thread needs workers that fetch their script over HTTP.
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.wasmPaths = { mjs: runtimeUrl('ort-wasm-simd-threaded.mjs') };
  runtime.env.wasm.wasmBinary = await readFile(join(runtimeFolder, 'ort-wasm-simd-threaded.wasm'));
  // The library takes a runtime offered here before its own, whose build for graphics cards needs 300 MB more.
  Reflect.set(globalThis, Symbol.for('onnxruntime'), runtime);

  const library: Library = await import(pathToFileURL(join(dirname(nodeBuild), 'transformers.web.js')).href);
  library.env.fetch = (input) => readLocal(modelsFolder, String(input));
  return {
    library,
    modelOptions: {
      dtype: 'q8',
      // 'auto' leaves the choice to executionProviders: for an offered runtime the library knows no device names.
      device: 'auto',
      local_files_only: true,
      session_options: { executionProviders: ['wasm'] },
    },
  };
}

/** The web build has no file system: its requests for files are answered from the models' folder, and only from there. */
async function readLocal(modelsFolder: string, path: string): Promise<Response> {
  if (!path.startsWith(modelsFolder)) return refuseNetwork(path);
  return readFile(path).then(
    (bytes) => new Response(new Uint8Array(bytes)),
    () => new Response(null, { status: 404 }),
  );
}

function refuseNetwork(input: string | URL): Promise<Response> {
  return Promise.reject(new Error(`The models' process has no network: ${String(input)}`));
}
