import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startModelRunner, type ModelRunnerOptions } from './model-runner.ts';

/** Loads an embedder in a process of its own and embeds a text; resolves to the numbers per vector. */
export async function probeModel(
  options: Omit<ModelRunnerOptions, 'embedder' | 'verifier' | 'memoryPath' | 'countFailure' | 'onChange'>,
  name: string,
): Promise<number> {
  const ignore = (): void => undefined;
  const memoryPath = join(options.modelsFolder, 'probe.json');
  const runner = startModelRunner({
    ...options,
    embedder: name,
    verifier: null,
    memoryPath,
    countFailure: ignore,
    onChange: ignore,
  });
  try {
    const { state, reason } = await runner.started();
    if (state !== 'ready') throw new Error(reason ?? state);
    const { vector } = await runner.embed('What is the capital of France?');
    return vector.length;
  } finally {
    await runner.close();
    await rm(memoryPath, { force: true });
  }
}
