import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Embedding } from '../../ports/model-runner.ts';
import { loadLibrary, type LoadedLibrary } from './load-library.ts';
import type { LoadRequest } from './protocol.ts';

export interface Models {
  embed: (text: string) => Promise<Embedding>;
  /** Verifier's logit, mean of both orders. */
  verify: (stored: string, asked: string) => Promise<number>;
}

/** sentence-transformers' limit of all-MiniLM-L6-v2, special tokens included; no embedder needs more for short texts. */
const embedderMaxPieces = 256;
/** What the verifier was trained with, both texts together. */
const verifierMaxPieces = 128;

/** Loads embedder and verifier, where there is one; throws what the library throws when a file is missing or damaged. */
export async function loadModels(request: LoadRequest): Promise<Models> {
  const loaded = await loadLibrary(request.backend, request.modelsFolder, request.threads ?? 1);
  const pooling = await readPooling(join(request.modelsFolder, request.embedder));
  const embed = await loadEmbedder(loaded, request.embedder, pooling);
  // The first run of a session allocates; better now than in somebody's request.
  await embed('warm up');
  if (request.verifier === null) return { embed, verify: () => Promise.reject(new Error('there is no verifier')) };
  const verify = await loadVerifier(loaded, request.verifier);
  await verify('warm up', 'warm-up');
  return { embed, verify };
}

type Pooling = 'mean' | 'first';

/** sentence-transformers says how a model pools in a file of its own; those that have none take the mean. */
async function readPooling(folder: string): Promise<Pooling> {
  const text = await readFile(join(folder, '1_Pooling', 'config.json'), 'utf8').catch(() => '{}');
  const { pooling_mode_cls_token: first } = poolingSchema.parse(JSON.parse(text));
  return first ? 'first' : 'mean';
}

const poolingSchema = z.object({ pooling_mode_cls_token: z.boolean().default(false) });

const idsSchema = z.object({ input_ids: z.object({ data: z.instanceof(BigInt64Array) }) });
const hiddenSchema = z.object({
  last_hidden_state: z.object({ data: z.instanceof(Float32Array), dims: z.tuple([z.literal(1), z.int(), z.int()]) }),
});
const logitsSchema = z.object({ logits: z.object({ data: z.instanceof(Float32Array) }) });

async function loadEmbedder(
  { library, modelOptions }: LoadedLibrary,
  name: string,
  pooling: Pooling,
): Promise<Models['embed']> {
  const tokenizer = await library.AutoTokenizer.from_pretrained(name, { local_files_only: true });
  const model = await library.AutoModel.from_pretrained(name, modelOptions);
  // Vocabularies of bytes know everything: they have no such piece.
  const unknownId = BigInt(z.int().catch(-1).parse(tokenizer.unk_token_id));
  return async (text) => {
    const whole: unknown = tokenizer(text);
    const ids = idsSchema.parse(whole).input_ids.data;
    const pieces = Math.max(ids.length - 2, 0);
    const input =
      ids.length <= embedderMaxPieces ? whole : tokenizer(text, { truncation: true, max_length: embedderMaxPieces });
    const output: unknown = await model(input);
    const hidden = hiddenStates(output);
    const unknown = ids.reduce((count, id) => (id === unknownId ? count + 1 : count), 0);
    return {
      vector: meanPool(hidden.data, pooling === 'first' ? 1 : hidden.dims[1], hidden.dims[2]),
      pieces,
      unknownShare: pieces === 0 ? 0 : unknown / pieces,
    };
  };
}

function hiddenStates(output: unknown): z.infer<typeof hiddenSchema>['last_hidden_state'] {
  const found = hiddenSchema.safeParse(output);
  if (found.success) return found.data.last_hidden_state;
  throw new TypeError('it gives no hidden states: it is made for something else than embedding');
}

/** Mean over the first pieces, to unit length. One text at a time has no padding, so no mask is needed. */
function meanPool(hidden: Float32Array, pieces: number, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  for (let at = 0; at < pieces * dimensions; at += 1) {
    const place = at % dimensions;
    sums[place] = (sums[place] ?? 0) + (hidden[at] ?? 0);
  }
  const length = Math.hypot(...sums) || 1;
  return Float32Array.from(sums, (sum) => sum / length);
}

async function loadVerifier({ library, modelOptions }: LoadedLibrary, name: string): Promise<Models['verify']> {
  const tokenizer = await library.AutoTokenizer.from_pretrained(name, { local_files_only: true });
  const model = await library.AutoModelForSequenceClassification.from_pretrained(name, modelOptions);
  return async (stored, asked) => {
    // Both orders are equally long, so the batch of two has no padding.
    const input: unknown = tokenizer([stored, asked], {
      text_pair: [asked, stored],
      padding: true,
      truncation: true,
      max_length: verifierMaxPieces,
    });
    const output: unknown = await model(input);
    const [forward, backward] = logitsSchema.parse(output).logits.data;
    if (forward === undefined || backward === undefined) throw new TypeError('the verifier gave fewer than two logits');
    return (forward + backward) / 2;
  };
}
