import { Mistral } from '@mistralai/mistralai';
import OpenAI from 'openai';
import Together from 'together-ai';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Sample } from '../sample.ts';
import { chatBase, statusRaised } from './chat-base.ts';
import { mistral } from './openai-vendors.ts';

/** openai 7.57.0 `CreateEmbeddingResponse`. Every number is a float32, so that both encodings hold the same vector. */
const vectors = [
  [0.25, -1.5, 0.125],
  [1, 0, -0.75],
];
const base64 = (vector: number[]): string => Buffer.from(Float32Array.from(vector).buffer).toString('base64');
const embeddings = (list: readonly (number[] | string)[]): JsonObject => ({
  object: 'list',
  id: 'emb-1',
  model: 'sample-model',
  data: list.map((embedding, index) => ({ object: 'embedding', index, embedding })),
  usage: { prompt_tokens: 3, total_tokens: 3, completion_tokens: 0 },
});

const plain = (text: string): JsonObject => ({ model: 'sample-model', input: text });
const vectorsOf = (answer: { data: { embedding?: number[] | undefined }[] }): unknown =>
  answer.data.map(({ embedding }) => embedding);

const exactOnly = {
  compared: {
    'a text': { body: plain('What is a cache?'), compared: 'exact_only_dialect' },
    'several texts': { body: { model: 'm', input: ['a', 'b'] }, compared: 'exact_only_dialect' },
  },
  notApplicable: {
    stream: 'embeddings have one form only and no stream',
    meaning: 'a vector is an answer about one text and is never given for another',
    length: 'embeddings have no finish reason that could say "cut"',
  },
} satisfies Partial<Sample>;

const { lengthLimited: _noLength, ...withoutLength } = chatBase;

export const openaiEmbeddings: Sample = {
  ...withoutLength,
  ...exactOnly,
  row: 'OpenAI embeddings',
  dialect: 'embeddings',
  packages: ['openai'],
  path: () => '/v1/embeddings',
  upstreamPath: () => '/v1/embeddings',
  body: plain,
  // The SDK asks for base64 unless told otherwise, and accepts floats.
  ask: async (target, _mode, text, asks) => {
    const baseURL = `${target.url}/v1`;
    const client = new OpenAI({ baseURL, apiKey: 'sk-conformance', maxRetries: 0, defaultHeaders: target.headers });
    return vectorsOf(await client.embeddings.create({ model: 'sample-model', input: text, ...asks }));
  },
  answers: {
    'one vector, base64': { json: embeddings([base64(vectors[0]!)]), message: [vectors[0]] },
    'two vectors, base64': { asks: { input: ['a', 'b'] }, json: embeddings(vectors.map(base64)), message: vectors },
    'two vectors, floats': {
      asks: { input: ['a', 'b'], encoding_format: 'float' },
      json: embeddings(vectors),
      message: vectors,
    },
  },
  unstorable: {
    'an error inside status 200': { mode: 'json', body: { error: { message: 'no' } }, reason: 'error_in_body' },
    'no vectors': { mode: 'json', body: embeddings([]), reason: 'not_parseable' },
    'an empty vector': { mode: 'json', body: embeddings([[]]), reason: 'not_parseable' },
    'vectors of two lengths': { mode: 'json', body: embeddings([[1, 2], [1]]), reason: 'not_parseable' },
    'half a JSON': { mode: 'json', body: '{"object":"list"', reason: 'not_parseable' },
  },
  passedThrough: {
    'a body without input': { body: { model: 'm' }, reason: 'unsupported_body' },
    'an unknown encoding': { body: { ...plain('a'), encoding_format: 'int4' }, reason: 'unsupported_body' },
  },
  kept: {
    model: ['another'],
    input: ['Another', ['Who is asked?'], [1, 2]],
    dimensions: [256, 512],
    input_type: ['query', 'document'],
  },
  dropped: { user: 'someone' },
  formFields: ['encoding_format', 'stream', 'output_dtype'],
  same: { 'the default encoding said aloud': (body) => ({ ...body, encoding_format: 'float' }) },
  other: {},
  vocabulary: ['model', 'input', 'dimensions', 'encoding_format'],
};

export const togetherEmbeddings: Sample = {
  ...openaiEmbeddings,
  row: 'Together AI embeddings',
  packages: ['together-ai'],
  path: () => '/together/v1/embeddings',
  upstreamPath: () => '/v1/embeddings',
  ask: async (target, _mode, text, asks) => {
    const baseURL = `${target.url}/together/v1`;
    const client = new Together({ baseURL, apiKey: 'sk-conformance', maxRetries: 0, defaultHeaders: target.headers });
    return vectorsOf(await client.embeddings.create({ model: 'sample-model', input: text, ...asks }));
  },
  answers: { 'two vectors': { asks: { input: ['a', 'b'] }, json: embeddings(vectors), message: vectors } },
  errors: { ...chatBase.errors, raised: statusRaised(Together.RateLimitError, Together.InternalServerError) },
};

export const mistralEmbeddings: Sample = {
  ...openaiEmbeddings,
  row: 'Mistral embeddings',
  packages: ['@mistralai/mistralai'],
  path: () => '/mistral/v1/embeddings',
  upstreamPath: () => '/v1/embeddings',
  ask: async (target, _mode, text, asks) => {
    const serverURL = `${target.url}/mistral`;
    const client = new Mistral({ serverURL, apiKey: 'sk-conformance', retryConfig: { strategy: 'none' } });
    const { input = text } = asks as { input?: string | string[] };
    const request = { model: 'sample-model', inputs: input };
    return vectorsOf(await client.embeddings.create(request, { headers: target.headers }));
  },
  answers: { 'two vectors': { asks: { input: ['a', 'b'] }, json: embeddings(vectors), message: vectors } },
  kept: { ...openaiEmbeddings.kept, output_dimension: [256] },
  passedThrough: {
    ...openaiEmbeddings.passedThrough,
    'quantised vectors': { body: { ...plain('a'), output_dtype: 'int8' }, reason: 'unsupported_body' },
  },
  errors: mistral.errors,
};
