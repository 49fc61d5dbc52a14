import type OpenAI from 'openai';
import type { ReplayWish } from '../../../../src-core/ports/dialect.ts';
import { jsonWish } from '../support/recordings.ts';

export const base64Wish: ReplayWish = { ...jsonWish, vectorEncoding: 'base64' };

/** Values as OpenAI prints them: the shortest decimals of float32 values. */
export const vectors = [
  [0.0023064255, -0.009327292, 1, 0, 1.1754944e-38, 3.4028235e38, 1e-45],
  [0.1, -0.2, 0.3, 16777216, 0.33333334, -1.5, 2e10],
];

/** openai 7.57.0 `CreateEmbeddingResponse`. */
export const floatAnswer: OpenAI.CreateEmbeddingResponse = {
  object: 'list',
  data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
  model: 'text-embedding-3-small',
  usage: { prompt_tokens: 8, total_tokens: 8 },
};

/** The same with `encoding_format: "base64"`, written here by another road than the product's. */
export const base64Answer = {
  ...floatAnswer,
  data: vectors.map((values, index) => {
    const view = new DataView(new ArrayBuffer(values.length * 4));
    for (const [at, value] of values.entries()) view.setFloat32(at * 4, value, true);
    return { object: 'embedding', index, embedding: Buffer.from(view.buffer).toString('base64') };
  }),
};
