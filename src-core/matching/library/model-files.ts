import { join } from 'node:path';

/** What an embedding model consists of, in the layout of transformers.js; the paths are those of its repository. */
export const requiredFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];

/** How sentence-transformers pools, where a model says so; the mean of all pieces otherwise. */
export const poolingFile = '1_Pooling/config.json';

/** Place of a repository's file below a folder; its slashes are not every system's. */
export function filePath(folder: string, file: string): string {
  return join(folder, ...file.split('/'));
}
