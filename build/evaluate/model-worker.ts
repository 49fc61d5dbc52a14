import { join } from 'node:path';
import { loadModels } from '../../src-core/matching/models/load-models.ts';
import { root } from '../root.ts';
import { jobSchema, type Job } from './model-job.ts';

/**
 * Child process of local-models.ts: the serving code's own models, one text or pair at a time, because dynamic
 * quantisation ranges over a batch and figures of accuracy must repeat.
 */
const models = await loadModels({
  type: 'load',
  identity: null,
  backend: 'native',
  modelsFolder: join(root, 'models'),
  embedder: 'all-MiniLM-L6-v2',
  verifier: 'semcache-verifier',
});

process.on('message', (message) => {
  void answer(jobSchema.parse(message));
});

async function answer(job: Job): Promise<void> {
  const values: number[][] = [];
  for (const { text, asked } of job.items) {
    values.push(asked === null ? await embed(text) : [await models.verify(text, asked)]);
  }
  process.send?.({ id: job.id, values });
}

/** The vector, and behind it the share of unknown pieces and their number. */
async function embed(text: string): Promise<number[]> {
  const { vector, unknownShare, pieces } = await models.embed(text);
  return [...vector, unknownShare, pieces];
}

process.send?.({ id: -1, values: [] });
