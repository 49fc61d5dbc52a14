import { Ollama, type ChatRequest, type ChatResponse, type GenerateRequest, type GenerateResponse } from 'ollama';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Mode, Sample, Target } from '../sample.ts';

/** ollama 0.6.4 `ChatResponse` and `GenerateResponse`; a stream is lines of JSON, the last one says `done`. */
const envelope = { model: 'sample-model', created_at: '2026-08-04T19:22:45.499127Z' };
const ending = {
  done: true,
  done_reason: 'stop',
  total_duration: 1,
  load_duration: 1,
  prompt_eval_count: 11,
  prompt_eval_duration: 1,
  eval_count: 7,
  eval_duration: 1,
};
const line = (value: object): string => `${JSON.stringify(value)}\n`;
const text = 'A cache kéeps 🐿 — 你好.';
const pieces = ['A cache ', 'kéeps 🐿', ' — 你好.'];

interface OllamaMessage {
  text: string;
  thinking: string;
  calls: unknown[];
  reason: string | undefined;
  tokens: (number | undefined)[];
}

const said = (more: Partial<OllamaMessage>): OllamaMessage => ({
  text: '',
  thinking: '',
  calls: [],
  reason: 'stop',
  tokens: [11, 7],
  ...more,
});

function chatMessage(answers: readonly ChatResponse[]): OllamaMessage {
  return said({
    text: answers.map(({ message }) => message.content).join(''),
    thinking: answers.map(({ message }) => message.thinking ?? '').join(''),
    calls: answers.flatMap(({ message }) => message.tool_calls ?? []).map((call) => call.function),
    reason: answers.at(-1)?.done_reason,
    tokens: [answers.at(-1)?.prompt_eval_count, answers.at(-1)?.eval_count],
  });
}

function generated(answers: readonly GenerateResponse[]): OllamaMessage {
  return said({
    text: answers.map(({ response }) => response).join(''),
    thinking: answers.map(({ thinking }) => thinking ?? '').join(''),
    reason: answers.at(-1)?.done_reason,
    tokens: [answers.at(-1)?.prompt_eval_count, answers.at(-1)?.eval_count],
  });
}

const clientOf = ({ url, headers }: Target): Ollama => new Ollama({ host: `${url}/ollama`, headers });

async function allOf<Each>(stream: AsyncIterable<Each>): Promise<Each[]> {
  const all: Each[] = [];
  for await (const each of stream) all.push(each);
  return all;
}

const chatLines = (messages: object[], last: object = { role: 'assistant', content: '' }): string[] => [
  ...messages.map((message) =>
    line({ ...envelope, message: { role: 'assistant', content: '', ...message }, done: false }),
  ),
  line({ ...envelope, message: last, ...ending }),
];
const chatJson = (message: object): unknown => ({
  ...envelope,
  message: { role: 'assistant', content: '', ...message },
  ...ending,
});
const plain = (asked: string): JsonObject => ({
  model: 'sample-model',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: asked },
  ],
});
const call = { function: { name: 'weather', arguments: { city: 'Łódź' } } };
const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }];

const options: Sample['kept'] = {
  'options.temperature': [0, 0.5],
  'options.num_ctx': [4096, 8192],
  'options.num_predict': [10],
  'options.seed': [1],
  'options.stop': [['END']],
};
const sameOptions: Sample['same'] = {
  'options of the runner': (body) => ({
    ...body,
    options: { num_gpu: 1, num_thread: 4, num_batch: 8, use_mmap: true },
  }),
  'the other form of answer': (body) => ({ ...body, stream: body['stream'] === false }),
};

const shared = {
  packages: ['ollama'],
  contentType: { stream: 'application/x-ndjson' },
  headers: {},
  keepAlive: '',
  emptyReason: 'stateful_request',
  formFields: ['stream'],
  dropped: { keep_alive: '10m' },
  separating: { authorization: 'Bearer of-the-cloud' },
  separatingQueries: ['feature=on'],
  sameHeaders: [],
  errors: {
    upstream: { status: 404, body: { error: "model 'x' not found" }, headers: {} },
    // The class itself is not exported.
    raised: (error) => {
      const { name, message, status_code: status } = error as Error & { status_code?: number };
      return name === 'ResponseError' ? { status, text: message } : undefined;
    },
  },
  liveHeaders: { 'x-request-id': 'req_of_the_server', 'x-ratelimit-remaining': '3' },
} satisfies Partial<Sample>;

export const ollamaChat: Sample = {
  ...shared,
  row: 'Ollama chat',
  dialect: 'ollama-chat',
  path: () => '/ollama/api/chat',
  upstreamPath: () => '/api/chat',
  body: (asked, mode) => ({ ...plain(asked), stream: mode === 'stream' }),
  ask: async (target: Target, mode: Mode, asked, asks) => {
    const request = { ...plain(asked), ...asks } as unknown as ChatRequest;
    if (mode === 'json') return chatMessage([await clientOf(target).chat({ ...request, stream: false })]);
    return chatMessage(await allOf(await clientOf(target).chat({ ...request, stream: true })));
  },
  answers: {
    text: {
      json: chatJson({ content: text }),
      stream: chatLines(pieces.map((content) => ({ content }))),
      message: said({ text }),
    },
    thinking: {
      asks: { think: true },
      json: chatJson({ content: 'Yes 🐿.', thinking: 'First, think.' }),
      stream: chatLines([{ thinking: 'First, ' }, { thinking: 'think.' }, { content: 'Yes ' }, { content: '🐿.' }]),
      message: said({ text: 'Yes 🐿.', thinking: 'First, think.' }),
    },
    'a tool call': {
      asks: { tools },
      json: chatJson({ tool_calls: [call] }),
      stream: chatLines([{ tool_calls: [call] }]),
      message: said({ calls: [call.function] }),
    },
  },
  unstorable: {
    'an error inside status 200': { mode: 'json', body: { error: 'no' }, reason: 'error_in_body' },
    'an error line': {
      mode: 'stream',
      body: [...chatLines([{ content: 'a' }]).slice(0, 1), line({ error: 'runner crashed' })],
      reason: 'error_in_body',
    },
    'a loaded model': {
      mode: 'json',
      body: { ...envelope, message: { role: 'assistant', content: 'a' }, done: true, done_reason: 'load' },
      reason: 'unnatural_finish',
    },
    'an unknown reason': {
      mode: 'json',
      body: { ...envelope, message: { role: 'assistant', content: 'a' }, done: true, done_reason: 'tired' },
      reason: 'unnatural_finish',
    },
    'an answer that is not done': {
      mode: 'json',
      body: { ...envelope, message: { role: 'assistant', content: 'a' }, done: false },
      reason: 'unnatural_finish',
    },
    'an answer that says nothing': { mode: 'json', body: chatJson({}), reason: 'unnatural_finish' },
    'no message': { mode: 'json', body: { ...envelope, ...ending }, reason: 'not_parseable' },
  },
  lengthLimited: {
    json: { ...envelope, message: { role: 'assistant', content: 'a' }, ...ending, done_reason: 'length' },
  },
  passedThrough: {
    'a request that loads the model': { body: { model: 'm', messages: [] }, reason: 'stateful_request' },
    'a request that unloads it': { body: { model: 'm', keep_alive: 0 }, reason: 'stateful_request' },
    'an unknown kind of tool': { body: { ...plain('a'), tools: [{ type: 'web_search' }] }, reason: 'live_request' },
  },
  kept: {
    model: ['another'],
    messages: [plain('Another')['messages']],
    tools: [tools],
    format: ['json', { type: 'object' }],
    think: [true, 'low'],
    truncate: [false],
    shift: [false],
    logprobs: [true],
    ...options,
  },
  same: sameOptions,
  other: {
    'an image beside the text': (body) => ({
      ...body,
      messages: (body['messages'] as JsonObject[]).map((each) => ({ ...each, images: ['AA=='] })),
    }),
  },
  compared: {
    'a plain question': { body: plain('What is a cache?'), compared: 'What is a cache?' },
    'a tool result last': {
      body: { model: 'm', messages: [{ role: 'tool', tool_name: 'weather', content: 'sun' }] },
      compared: 'exact_only_turn',
    },
    'a seed': { body: { ...plain('a'), options: { seed: 1 } }, compared: 'exact_only_parameters' },
  },
  vocabulary: ['model', 'messages', 'role', 'content', 'tools', 'format'],
  notApplicable: {},
};

const generate = (asked: string): JsonObject => ({ model: 'sample-model', system: 'Be brief.', prompt: asked });
const generateLines = (parts: object[]): string[] => [
  ...parts.map((part) => line({ ...envelope, response: '', ...part, done: false })),
  line({ ...envelope, response: '', ...ending, context: [1, 2, 3] }),
];

export const ollamaGenerate: Sample = {
  ...ollamaChat,
  row: 'Ollama generate',
  dialect: 'ollama-generate',
  path: () => '/ollama/api/generate',
  upstreamPath: () => '/api/generate',
  body: (asked, mode) => ({ ...generate(asked), stream: mode === 'stream' }),
  ask: async (target, mode, asked, asks) => {
    const request = { ...generate(asked), ...asks } as unknown as GenerateRequest;
    if (mode === 'json') return generated([await clientOf(target).generate({ ...request, stream: false })]);
    return generated(await allOf(await clientOf(target).generate({ ...request, stream: true })));
  },
  answers: {
    text: {
      json: { ...envelope, response: text, ...ending, context: [1, 2, 3] },
      stream: generateLines(pieces.map((response) => ({ response }))),
      message: said({ text }),
    },
    thinking: {
      asks: { think: true },
      json: { ...envelope, response: 'Yes 🐿.', thinking: 'First, think.', ...ending },
      stream: generateLines([
        { thinking: 'First, ' },
        { thinking: 'think.' },
        { response: 'Yes ' },
        { response: '🐿.' },
      ]),
      message: said({ text: 'Yes 🐿.', thinking: 'First, think.' }),
    },
  },
  unstorable: {
    'an error inside status 200': { mode: 'json', body: { error: 'no' }, reason: 'error_in_body' },
    'an error line': {
      mode: 'stream',
      body: [...generateLines([{ response: 'a' }]).slice(0, 1), line({ error: 'runner crashed' })],
      reason: 'error_in_body',
    },
    'a loaded model': {
      mode: 'json',
      body: { ...envelope, response: '', done: true, done_reason: 'load' },
      reason: 'unnatural_finish',
    },
  },
  lengthLimited: { json: { ...envelope, response: 'a', ...ending, done_reason: 'length' } },
  passedThrough: {
    'a request that loads the model': { body: { model: 'm' }, reason: 'stateful_request' },
    'a request that unloads it': { body: { model: 'm', prompt: '', keep_alive: 0 }, reason: 'stateful_request' },
  },
  kept: {
    model: ['another'],
    prompt: ['Another'],
    suffix: ['end'],
    system: ['Be long.'],
    template: ['{{ .Prompt }}'],
    context: [[1, 2]],
    raw: [true],
    images: [['AA==']],
    format: ['json'],
    think: [true],
    ...options,
  },
  other: {},
  compared: {
    'a plain prompt': { body: generate('What is a cache?'), compared: 'What is a cache?' },
    'a raw prompt': { body: { ...generate('a'), raw: true }, compared: 'exact_only_turn' },
    'a suffix': { body: { ...generate('a'), suffix: 'b' }, compared: 'exact_only_parameters' },
    'a seed': { body: { ...generate('a'), options: { seed: 1 } }, compared: 'exact_only_parameters' },
  },
  vocabulary: ['model', 'prompt', 'system', 'format', 'raw'],
};

const { lengthLimited: _limited, ...withoutLength } = ollamaChat;

export const ollamaEmbed: Sample = {
  ...withoutLength,
  row: 'Ollama embed',
  dialect: 'ollama-embed',
  path: () => '/ollama/api/embed',
  upstreamPath: () => '/api/embed',
  body: (asked) => ({ model: 'sample-model', input: asked }),
  ask: async (target, _mode, asked, asks) =>
    (await clientOf(target).embed({ model: 'sample-model', input: asked, ...asks })).embeddings,
  answers: {
    'two vectors': {
      asks: { input: ['a', 'b'] },
      json: {
        model: 'sample-model',
        embeddings: [
          [0.25, -1.5],
          [1, 2],
        ],
        total_duration: 1,
        load_duration: 1,
        prompt_eval_count: 3,
      },
      message: [
        [0.25, -1.5],
        [1, 2],
      ],
    },
  },
  unstorable: {
    'an error inside status 200': { mode: 'json', body: { error: 'no' }, reason: 'error_in_body' },
    'no vectors': { mode: 'json', body: { model: 'm', embeddings: [] }, reason: 'not_parseable' },
    'vectors of two lengths': {
      mode: 'json',
      body: { model: 'm', embeddings: [[1], [1, 2]] },
      reason: 'not_parseable',
    },
  },
  passedThrough: {
    'a request that loads the model': { body: { model: 'm', input: [] }, reason: 'stateful_request' },
    'a body without model': { body: { input: 'a' }, reason: 'unsupported_body' },
  },
  kept: { model: ['another'], input: ['Another', ['Who is asked?']], dimensions: [256], truncate: [false], ...options },
  same: {
    'options of the runner': (body) => ({ ...body, options: { num_gpu: 1 } }),
  },
  other: {},
  compared: { 'a text': { body: { model: 'm', input: 'a' }, compared: 'exact_only_dialect' } },
  vocabulary: ['model', 'input', 'truncate', 'dimensions'],
  notApplicable: {
    stream: 'this call has one form only and no stream',
    meaning: 'a vector is an answer about one text and is never given for another',
    length: 'this call has no finish reason that could say "cut"',
  },
};
