import { AutoModel, AutoModelForSequenceClassification, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import { join } from 'node:path';
import { root } from '../root.ts';
import { jobSchema } from './model-job.ts';

/**
 * Child process of local-models.ts: embeds texts and verifies pairs one at a time, because dynamic quantisation ranges
 * over a batch and figures of accuracy must repeat.
 */
env.localModelPath = `${join(root, 'models')}/`;
env.allowRemoteModels = false;

const options = {
  dtype: 'q8',
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false },
} as const;
const [embedTokens, embedder, verifyTokens, verifier] = await Promise.all([
  AutoTokenizer.from_pretrained('all-MiniLM-L6-v2'),
  AutoModel.from_pretrained('all-MiniLM-L6-v2', options),
  AutoTokenizer.from_pretrained('semcache-verifier'),
  AutoModelForSequenceClassification.from_pretrained('semcache-verifier', options),
]);

const unknownId = embedTokens.encode('\u{10fffd}', { add_special_tokens: false })[0];

/** Mean over the word pieces of the last hidden state at unit length, and behind it the share of unknown pieces. */
async function embed(text: string): Promise<number[]> {
  const output: unknown = await embedder(embedTokens(text, { truncation: true, max_length: 256 }));
  const pieces = embedTokens.encode(text, { add_special_tokens: false });
  const unknownShare = pieces.filter((piece) => piece === unknownId).length / Math.max(1, pieces.length);
  const hidden = tensorOf(output, 'last_hidden_state');
  const width = hidden.dims.at(-1) ?? 0;
  const sums = Array.from({ length: width }, () => 0);
  numbersOf(hidden).forEach((value, index) => {
    sums[index % width] = (sums[index % width] ?? 0) + value;
  });
  const length = Math.hypot(...sums) || 1;
  return [...sums.map((value) => value / length), unknownShare];
}

/** Mean logit of both orders, run as one batch of two as the serving code does. */
async function verify(stored: string, asked: string): Promise<number> {
  const inputs: unknown = verifyTokens([stored, asked], {
    text_pair: [asked, stored],
    padding: true,
    truncation: true,
    max_length: 128,
  });
  const logits = numbersOf(tensorOf(await verifier(inputs), 'logits'));
  return logits.reduce((sum, logit) => sum + logit, 0) / logits.length;
}

function tensorOf(output: unknown, name: string): Tensor {
  const found: unknown = typeof output === 'object' && output !== null ? Reflect.get(output, name) : null;
  if (!(found instanceof Tensor)) throw new Error(`the model gave no ${name}`);
  return found;
}

function numbersOf(tensor: Tensor): number[] {
  return Array.from(tensor.data, Number);
}

process.on('message', (message) => {
  void answer(jobSchema.parse(message));
});

async function answer(job: ReturnType<typeof jobSchema.parse>): Promise<void> {
  const values: number[][] = [];
  for (const item of job.items) {
    values.push(item.asked === null ? await embed(item.text) : [await verify(item.text, item.asked)]);
  }
  process.send?.({ id: job.id, values });
}

process.send?.({ id: -1, values: [] });
