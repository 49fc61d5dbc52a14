import { Mistral } from '@mistralai/mistralai';
import OpenAI from 'openai';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Answer, Sample } from '../sample.ts';
import { chatMessage } from '../support/chat-message.ts';
import { statusRaised, chatBase } from './chat-base.ts';
import { chatWire, done, event, textChoice, textMessage, usage } from './chat-wire.ts';
import { mistral, snakeCase } from './openai-vendors.ts';

/** openai 7.57.0 `Completion`: streamed and whole objects share one shape. */
const envelope = { id: 'cmpl-7', object: 'text_completion', created: 1_790_000_000, model: 'sample-model' };
const choice = (text: string, index: number, finish: string | null): JsonObject => ({
  text,
  index,
  logprobs: null,
  finish_reason: finish,
});

function answerOf(texts: readonly (readonly string[])[], asks: JsonObject = {}): Answer {
  const pieces = texts.flatMap((parts, index) =>
    parts.map((text) => event({ ...envelope, choices: [choice(text, index, null)] })),
  );
  const ends = texts.map((_, index) => event({ ...envelope, choices: [choice('', index, 'stop')] }));
  return {
    asks,
    json: { ...envelope, choices: texts.map((parts, index) => choice(parts.join(''), index, 'stop')), usage },
    stream: [...pieces, ...ends, event({ ...envelope, choices: [], usage }), done],
    message: { texts: texts.map((parts) => parts.join('')), finish: texts.map(() => 'stop'), usage: [11, 7, 18] },
  };
}

/** What a completion says, from its JSON or its chunks. */
function completionMessage(answers: readonly OpenAI.Completion[]): unknown {
  const texts: string[] = [];
  const finish: string[] = [];
  let counted: OpenAI.CompletionUsage | undefined;
  for (const answer of answers) {
    counted = answer.usage ?? counted;
    for (const { index, text, finish_reason } of answer.choices) {
      texts[index] = (texts[index] ?? '') + text;
      finish[index] = finish_reason ?? finish[index] ?? '';
    }
  }
  return { texts, finish, usage: counted && [counted.prompt_tokens, counted.completion_tokens, counted.total_tokens] };
}

const plain = (text: string): JsonObject => ({ model: 'sample-model', prompt: text });

function ask(base: string): Sample['ask'] {
  return async (target, mode, text, asks) => {
    const baseURL = `${target.url}${base}`;
    const client = new OpenAI({ baseURL, apiKey: 'sk-conformance', maxRetries: 0, defaultHeaders: target.headers });
    const params = { ...plain(text), ...asks } as unknown as OpenAI.CompletionCreateParamsNonStreaming;
    if (mode === 'json') return completionMessage([await client.completions.create(params)]);
    const chunks: OpenAI.Completion[] = [];
    const stream = { ...params, stream: true, stream_options: { include_usage: true } } as const;
    for await (const chunk of await client.completions.create(stream)) chunks.push(chunk);
    return completionMessage(chunks);
  };
}

const notCompared = 'a text to be continued word by word is never answered by meaning';

const exactOnly = {
  compared: {
    'a prompt': { body: plain('Once upon'), compared: 'exact_only_dialect' },
    'several prompts': { body: { model: 'm', prompt: ['a', 'b'] }, compared: 'exact_only_dialect' },
  },
  notApplicable: { meaning: notCompared },
} satisfies Partial<Sample>;

const kept: Sample['kept'] = {
  model: ['another'],
  prompt: ['Another', ['Who is asked?', 'b'], [1, 2, 3]],
  best_of: [3],
  echo: [true],
  frequency_penalty: [0.5],
  logit_bias: [{ '50256': -100 }],
  logprobs: [2],
  max_tokens: [10, 11],
  n: [2],
  presence_penalty: [0.5],
  seed: [1],
  stop: ['END'],
  suffix: ['end'],
  temperature: [0, 1],
  top_p: [0.9],
};

export const openaiCompletions: Sample = {
  ...chatBase,
  ...exactOnly,
  row: 'OpenAI completions',
  dialect: 'completions',
  packages: ['openai'],
  path: () => '/v1/completions',
  upstreamPath: () => '/v1/completions',
  body: (text, mode) => ({
    ...plain(text),
    ...(mode === 'stream' ? { stream: true, stream_options: { include_usage: true } } : {}),
  }),
  ask: ask('/v1'),
  answers: {
    text: answerOf([['A cache ', 'kéeps 🐿', ' — 你好.']]),
    'two choices': answerOf([['one ', '🦊'], ['two']], { n: 2 }),
  },
  unstorable: {
    'an error inside status 200': { mode: 'json', body: { error: { message: 'no' } }, reason: 'error_in_body' },
    'an error event': {
      mode: 'stream',
      body: [event({ ...envelope, choices: [choice('a', 0, null)] }), event({ error: { message: 'no' } }), done],
      reason: 'error_in_body',
    },
    'a filtered answer': {
      mode: 'json',
      body: { ...envelope, choices: [choice('a', 0, 'content_filter')] },
      reason: 'unnatural_finish',
    },
    'an unknown finish reason': {
      mode: 'json',
      body: { ...envelope, choices: [choice('a', 0, 'tired')] },
      reason: 'unnatural_finish',
    },
    'no choices': { mode: 'json', body: { ...envelope, choices: [] }, reason: 'not_parseable' },
  },
  lengthLimited: { json: { ...envelope, choices: [choice('a', 0, 'length')], usage } },
  passedThrough: {
    'a body without prompt': { body: { model: 'sample-model' }, reason: 'unsupported_body' },
    'a search model': { body: { ...plain('a'), model: 'x:online' }, reason: 'live_request' },
  },
  kept,
  dropped: { user: 'someone', metadata: { run: '2' } },
  same: { 'nulls that mean "not given"': (body) => ({ ...body, suffix: null, seed: null }) },
  other: {},
  errors: { ...chatBase.errors, raised: statusRaised(OpenAI.RateLimitError, OpenAI.InternalServerError) },
  vocabulary: ['model', 'prompt', 'suffix', 'stop', 'n', 'logprobs'],
};

export const deepseekFim: Sample = {
  ...openaiCompletions,
  row: 'DeepSeek fill-in-the-middle',
  path: () => '/deepseek/beta/completions',
  upstreamPath: () => '/beta/completions',
  ask: ask('/deepseek/beta'),
};

export const mistralFim: Sample = {
  ...openaiCompletions,
  row: 'Mistral fill-in-the-middle',
  dialect: 'mistral-fim',
  packages: ['@mistralai/mistralai'],
  path: () => '/mistral/v1/fim/completions',
  upstreamPath: () => '/v1/fim/completions',
  ask: async (target, mode, text, asks) => {
    const serverURL = `${target.url}/mistral`;
    const client = new Mistral({ serverURL, apiKey: 'sk-conformance', retryConfig: { strategy: 'none' } });
    const request = { ...plain(text), ...asks } as unknown as Parameters<Mistral['fim']['complete']>[0];
    const options = { headers: target.headers };
    if (mode === 'json') return chatMessage([snakeCase(await client.fim.complete(request, options))]);
    const chunks: unknown[] = [];
    for await (const { data } of await client.fim.stream(request, options)) chunks.push(snakeCase(data));
    return chatMessage(chunks);
  },
  answers: {
    text: { ...chatWire([textChoice], { usageAt: 'finish' }), asks: { suffix: 'end' }, message: textMessage },
  },
  unstorable: chatBase.unstorable,
  ...(chatBase.lengthLimited === undefined ? {} : { lengthLimited: chatBase.lengthLimited }),
  kept: { ...kept, random_seed: [1], min_tokens: [1] },
  separating: { authorization: 'Bearer sk-other' },
  sameHeaders: [],
  errors: mistral.errors,
};
