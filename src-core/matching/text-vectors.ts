import type { ModelRunner } from '../ports/model-runner.ts';

/** Vectors of texts by the shipped embedder, for candidates that another one found; the latest are kept. */
export type TextVectors = (text: string) => Promise<Float32Array>;

/** 3 MB of vectors. */
const keptTexts = 2000;

export function createTextVectors(models: Pick<ModelRunner, 'embed'>): TextVectors {
  const kept = new Map<string, Float32Array>();
  return async (text) => {
    const vector = kept.get(text) ?? (await models.embed(text)).vector;
    kept.delete(text);
    kept.set(text, vector);
    const [oldest] = kept.keys();
    if (kept.size > keptTexts && oldest !== undefined) kept.delete(oldest);
    return vector;
  };
}
