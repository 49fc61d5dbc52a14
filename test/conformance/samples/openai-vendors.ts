import { Mistral } from '@mistralai/mistralai';
import { MistralError } from '@mistralai/mistralai/models/errors/mistralerror.js';
import Groq from 'groq-sdk';
import type { ChatCompletionCreateParamsNonStreaming as GroqParams } from 'groq-sdk/resources/chat/completions';
import { AzureOpenAI } from 'openai';
import Together from 'together-ai';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Sample } from '../sample.ts';
import { chatMessage } from '../support/chat-message.ts';
import { chatBase, openaiAsk, openaiChat, statusRaised } from './chat-base.ts';
import {
  chatWire,
  counted,
  endingWith,
  reasoningChoice,
  reasoningMessage,
  textChoice,
  textMessage,
  toolChoice,
  toolMessage,
  tools,
  usage,
  usualAnswers,
  type WireOptions,
} from './chat-wire.ts';

const always = (path: string) => (): string => path;

/** A vendor called through the openai SDK, as most are. */
function compatible(row: string, base: string, upstreamBase: string, more: Partial<Sample>): Sample {
  return {
    ...chatBase,
    row,
    packages: ['openai'],
    path: always(`${base}/chat/completions`),
    upstreamPath: always(`${upstreamBase}/chat/completions`),
    ask: openaiAsk(base),
    ...more,
  };
}

const body = chatBase.body('Live?', 'json');

/** https://api-docs.deepseek.com "Create Chat Completion": reasoning_content, usage on the last chunk with its cache counts. */
const deepseekUsage = { ...usage, prompt_cache_hit_tokens: 8, prompt_cache_miss_tokens: 3 };
const deepseekWire = { usageAt: 'finish', usage: deepseekUsage, top: { system_fingerprint: 'fp_1' } } as const;
export const deepseekAnswers: Sample['answers'] = {
  ...usualAnswers(deepseekWire),
  reasoning: { ...chatWire([reasoningChoice('reasoning_content')], deepseekWire), message: reasoningMessage },
};
export const deepseek = compatible('DeepSeek chat', '/deepseek', '', {
  answers: deepseekAnswers,
  unstorable: {
    ...chatBase.unstorable,
    'an answer that lacked resources': {
      mode: 'json',
      body: endingWith('insufficient_system_resource'),
      reason: 'unnatural_finish',
    },
  },
  kept: { ...chatBase.kept, thinking: [{ type: 'enabled' }, { type: 'disabled' }] },
  other: {
    ...chatBase.other,
    'a prefix to continue': (asked) => ({
      ...asked,
      messages: [...(asked['messages'] as JsonObject[]), { role: 'assistant', content: 'A', prefix: true }],
    }),
  },
});
/** Prefix completion is served under /beta: another path, other answers. */
export const deepseekBeta = compatible('DeepSeek chat, /beta', '/deepseek/beta', '/beta', { answers: deepseekAnswers });

/** groq-sdk 1.6.0: paths carry /openai/v1, streams report usage in `x_groq`, compound models act on the web. */
const groqWire = { usageAt: 'x_groq', top: { system_fingerprint: 'fp_1' } } as const;
export const groq = compatible('Groq', '/groq/openai/v1', '/openai/v1', {
  packages: ['groq-sdk'],
  ask: async (target, mode, text, asks) => {
    const baseURL = `${target.url}/groq`;
    const client = new Groq({ baseURL, apiKey: 'sk-conformance', maxRetries: 0, defaultHeaders: target.headers });
    const params = {
      ...chatBase.body(text, 'json'),
      ...asks,
    } as unknown as GroqParams;
    if (mode === 'json') return chatMessage([await client.chat.completions.create(params)]);
    const chunks: unknown[] = [];
    for await (const chunk of await client.chat.completions.create({ ...params, stream: true })) chunks.push(chunk);
    return chatMessage(chunks);
  },
  answers: {
    ...usualAnswers(groqWire),
    reasoning: { ...chatWire([reasoningChoice('reasoning')], groqWire), message: reasoningMessage },
  },
  unstorable: {
    ...chatBase.unstorable,
    'an error in x_groq': {
      mode: 'stream',
      body: [
        ...chatWire([textChoice]).stream.slice(0, 2),
        `data: ${JSON.stringify({ ...endingWith('stop'), choices: [], x_groq: { id: 'req_1', error: 'over capacity' } })}\n\n`,
        'data: [DONE]\n\n',
      ],
      reason: 'error_in_body',
    },
  },
  passedThrough: {
    ...chatBase.passedThrough,
    'a compound model': { body: { ...body, model: 'groq/compound-mini' }, reason: 'live_request' },
    'a browser tool': { body: { ...body, tools: [{ type: 'browser_search' }] }, reason: 'live_request' },
  },
  kept: {
    ...chatBase.kept,
    citation_options: ['enabled'],
    disable_tool_validation: [true],
    documents: [[{ source: { type: 'text', text: 'a' } }]],
    include_reasoning: [false],
    reasoning_format: ['hidden', 'parsed'],
    search_settings: [{ country: 'norway' }],
  },
  separating: { ...chatBase.separating, 'groq-model-version': 'latest' },
  errors: { ...chatBase.errors, raised: statusRaised(Groq.RateLimitError, Groq.InternalServerError) },
});

/** together-ai 0.52.0: logprobs is a number, `eos` ends naturally, usage comes on the last chunk. */
const togetherWire: WireOptions = { usageAt: 'finish', top: { prompt: [] } };
export const together = compatible('Together AI', '/together/v1', '/v1', {
  packages: ['together-ai'],
  ask: async (target, mode, text, asks) => {
    const baseURL = `${target.url}/together/v1`;
    const client = new Together({ baseURL, apiKey: 'sk-conformance', maxRetries: 0, defaultHeaders: target.headers });
    const params = {
      ...chatBase.body(text, 'json'),
      ...asks,
    } as unknown as Together.Chat.CompletionCreateParamsNonStreaming;
    if (mode === 'json') return chatMessage([await client.chat.completions.create(params)]);
    const chunks: unknown[] = [];
    for await (const chunk of await client.chat.completions.create({ ...params, stream: true })) chunks.push(chunk);
    return chatMessage(chunks);
  },
  answers: {
    ...usualAnswers(togetherWire),
    'text that ends with eos': {
      ...chatWire([{ ...textChoice, finish: 'eos', more: { seed: 7 } }], togetherWire),
      message: { ...textMessage, choices: [{ ...textMessage.choices[0], finish: 'eos' }] },
    },
    reasoning: { ...chatWire([reasoningChoice('reasoning')], togetherWire), message: reasoningMessage },
  },
  kept: {
    ...chatBase.kept,
    logprobs: [1, 2],
    chat_template_kwargs: [{ enable_thinking: false }],
    context_length_exceeded_behavior: ['truncate'],
    echo: [true],
    min_p: [0.1],
    reasoning: [{ enabled: false }],
    repetition_penalty: [1.1],
    safety_model: ['guard'],
    top_k: [40],
  },
  errors: { ...chatBase.errors, raised: statusRaised(Together.RateLimitError, Together.InternalServerError) },
});

/** @mistralai/mistralai 2.7.0: validates every chunk, refuses `usage: null`, thinks in content parts. */
const mistralWire = { usageAt: 'finish' } as const;
const mistralTools = toolChoice.deltas.slice(0, 1).concat({ tool_calls: toolChoice.message['tool_calls'] ?? [] });
export const mistral = compatible('Mistral chat', '/mistral/v1', '/v1', {
  packages: ['@mistralai/mistralai'],
  ask: async (target, mode, text, asks) => {
    const client = new Mistral({
      serverURL: `${target.url}/mistral`,
      apiKey: 'sk-conformance',
      retryConfig: { strategy: 'none' },
    });
    const request = mistralRequest({ ...chatBase.body(text, 'json'), ...asks });
    const options = { headers: target.headers };
    if (mode === 'json') return chatMessage([snakeCase(await client.chat.complete(request, options))]);
    const chunks: unknown[] = [];
    for await (const { data } of await client.chat.stream(request, options)) chunks.push(snakeCase(data));
    return chatMessage(chunks);
  },
  answers: {
    text: { ...chatWire([textChoice], mistralWire), message: textMessage },
    // Mistral sends a call whole, in one delta.
    'tool calls': {
      ...chatWire([{ ...toolChoice, deltas: mistralTools.map(withIndexes) }], mistralWire),
      asks: { tools },
      message: toolMessage,
    },
    thinking: {
      ...chatWire(
        [
          {
            message: {
              content: [
                { type: 'thinking', thinking: [{ type: 'text', text: 'First, think.' }] },
                { type: 'text', text: 'Then answer 🐿.' },
              ],
            },
            deltas: [
              { role: 'assistant', content: '' },
              { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'First, ' }] }] },
              { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'think.' }] }] },
              { content: 'Then ' },
              { content: 'answer 🐿.' },
            ],
            finish: 'stop',
          },
        ],
        mistralWire,
      ),
      message: {
        choices: [{ text: 'Then answer 🐿.', reasoning: 'First, think.', details: [], calls: [], finish: 'stop' }],
        usage: counted,
      },
    },
  },
  unstorable: {
    ...chatBase.unstorable,
    'an answer that ended in an error': { mode: 'json', body: endingWith('error'), reason: 'unnatural_finish' },
    'an answer over the model’s length': { mode: 'json', body: endingWith('model_length'), reason: 'unnatural_finish' },
  },
  kept: {
    ...chatBase.kept,
    random_seed: [1, 2],
    safe_prompt: [true],
    prompt_mode: ['reasoning'],
    guardrails: [[{ block_on_error: true }]],
  },
  compared: {
    ...chatBase.compared,
    'a random seed': { body: { ...body, random_seed: 1 }, compared: 'exact_only_parameters' },
  },
  errors: {
    ...chatBase.errors,
    raised: (error) => (error instanceof MistralError ? { status: error.statusCode, text: error.body } : undefined),
  },
});

/** https://openrouter.ai/docs: comments while waiting, errors with status 200, reasoning_details with signatures. */
const openrouterWire = {
  top: { provider: 'Anthropic' },
  opening: [': OPENROUTER PROCESSING\n\n', ': OPENROUTER PROCESSING\n\n'],
} as const;
const detail = (more: JsonObject): JsonObject => ({
  type: 'reasoning.text',
  format: 'anthropic-claude-v1',
  index: 0,
  ...more,
});
const signed = {
  message: {
    content: 'Yes 🐿.',
    reasoning: 'First, think.',
    reasoning_details: [detail({ text: 'First, think.', signature: 'c2lnbmF0dXJl' })],
  },
  deltas: [
    { role: 'assistant', content: '' },
    { reasoning: 'First, ', reasoning_details: [detail({ text: 'First, ' })] },
    { reasoning: 'think.', reasoning_details: [detail({ text: 'think.' })] },
    { reasoning_details: [detail({ signature: 'c2lnbmF0dXJl' })] },
    { content: 'Yes ' },
    { content: '🐿.' },
  ],
  finish: 'stop',
  more: { native_finish_reason: 'end_turn' },
};
export const openrouterAnswers: Sample['answers'] = {
  ...usualAnswers(openrouterWire),
  'signed reasoning': {
    ...chatWire([signed], openrouterWire),
    message: {
      choices: [
        {
          text: 'Yes 🐿.',
          reasoning: 'First, think.',
          details: [detail({ text: 'First, think.', signature: 'c2lnbmF0dXJl' })],
          calls: [],
          finish: 'stop',
        },
      ],
      usage: counted,
    },
  },
};
const openrouterRules: Partial<Sample> = {
  keepAlive: ': OPENROUTER PROCESSING\n\n',
  unstorable: {
    ...chatBase.unstorable,
    'an error on a choice': {
      mode: 'json',
      body: endingWith('error', { content: 'a' }, { error: { code: 502, message: 'provider failed' } }),
      reason: 'error_in_body',
    },
    'finish reason "error"': {
      mode: 'stream',
      body: chatWire([{ ...textChoice, finish: 'error' }]).stream,
      reason: 'unnatural_finish',
    },
  },
  passedThrough: {
    ...chatBase.passedThrough,
    'an :online model': { body: { ...body, model: 'openai/gpt-4o:online' }, reason: 'live_request' },
    'the web plugin': { body: { ...body, plugins: [{ id: 'web' }] }, reason: 'live_request' },
    'a fallback that is online': { body: { ...body, models: ['a/b', 'c/d:online'] }, reason: 'live_request' },
  },
  kept: {
    ...chatBase.kept,
    models: [['a/b', 'c/d']],
    provider: [{ order: ['anthropic'] }, { only: ['openai'] }],
    route: ['fallback'],
    transforms: [['middle-out']],
    plugins: [[{ id: 'file-parser' }]],
    reasoning: [{ effort: 'high' }, { max_tokens: 100 }],
    include_reasoning: [true],
    top_k: [40],
    min_p: [0.1],
    top_a: [0.1],
    repetition_penalty: [1.1],
  },
  dropped: { ...chatBase.dropped, usage: { include: true }, debug: { echo_upstream_body: true } },
  separatingQueries: [],
};
export const openrouter = compatible('OpenRouter', '/openrouter/v1', '/api/v1', {
  answers: openrouterAnswers,
  ...openrouterRules,
});
export { openrouterRules };

/** https://docs.x.ai: reasoning_content, live search by parameter or tool, deferred completions; usage comes unasked. */
const xaiWire = { usageAt: 'finish', top: { system_fingerprint: 'fp_1' } } as const;
const xaiAnswers: Sample['answers'] = {
  ...usualAnswers(xaiWire),
  reasoning: { ...chatWire([reasoningChoice('reasoning_content')], xaiWire), message: reasoningMessage },
};
const xaiRules: Partial<Sample> = {
  passedThrough: {
    ...chatBase.passedThrough,
    'live search': { body: { ...body, search_parameters: { mode: 'auto' } }, reason: 'live_request' },
    'a search tool': { body: { ...body, tools: [{ type: 'x_search' }] }, reason: 'live_request' },
    'a deferred completion': { body: { ...body, deferred: true }, reason: 'live_request' },
  },
  kept: { ...chatBase.kept, search_parameters: [{ mode: 'off' }], max_turns: [2] },
};
export const xai = compatible('xAI', '/xai/v1', '/v1', { answers: xaiAnswers, ...xaiRules });

/** LM Studio 0.3 and later: usage only when asked for, reasoning_content when switched on. */
export const lmstudio = compatible('LM Studio', '/lmstudio/v1', '/v1', {
  answers: {
    ...usualAnswers({ top: { stats: {} } }),
    reasoning: { ...chatWire([reasoningChoice('reasoning_content')]), message: reasoningMessage },
  },
  kept: { ...chatBase.kept, top_k: [40], repeat_penalty: [1.1], ttl: [300] },
});

/** https://ai.google.dev/gemini-api/docs/openai: signatures of thoughts hang on tool calls. */
const signature = { google: { thought_signature: 'AbC+/=' } };
const signedCalls = (toolChoice.message['tool_calls'] as JsonObject[]).map((call, index) =>
  index === 0 ? { ...call, extra_content: signature } : call,
);
export const geminiCompatible = compatible('Gemini, OpenAI-compatible', '/gemini/v1beta/openai', '/v1beta/openai', {
  answers: {
    ...usualAnswers(),
    'signed tool calls': {
      ...chatWire([
        {
          ...toolChoice,
          message: { ...toolChoice.message, tool_calls: signedCalls },
          deltas: [{ role: 'assistant' }, { tool_calls: signedCalls.map((call, index) => ({ ...call, index })) }],
        },
      ]),
      asks: { tools },
      message: {
        ...toolMessage,
        choices: toolMessage.choices.map((choice) => ({
          ...choice,
          calls: choice.calls.map((call, index) => (index === 0 ? { ...call, extra: signature } : call)),
        })),
      },
    },
  },
  kept: { ...chatBase.kept, extra_body: [{ google: { thinking_config: { include_thoughts: true } } }] },
});

/** openai 7.57.0 `AzureOpenAI`: the deployment is the model, the version is in the query, the key in `api-key`. */
const azurePath = '/openai/deployments/dep-1/chat/completions?api-version=2024-10-21';
const filtered = { hate: { filtered: false, severity: 'safe' } };
export const azure = compatible('Azure OpenAI', '', '', {
  path: always(`/azure/res-1${azurePath}`),
  upstreamPath: always(azurePath),
  headers: { 'api-key': 'azure-conformance' },
  ask: (target, mode, text, asks) => {
    const client = new AzureOpenAI({
      baseURL: `${target.url}/azure/res-1/openai`,
      apiKey: 'azure-conformance',
      apiVersion: '2024-10-21',
      deployment: 'dep-1',
      maxRetries: 0,
      defaultHeaders: target.headers,
    });
    return openaiChat(client, mode, { ...chatBase.body(text, 'json'), ...asks });
  },
  answers: {
    ...usualAnswers(),
    'filter results': {
      ...chatWire([{ ...textChoice, more: { content_filter_results: filtered } }], {
        opening: [
          `data: ${JSON.stringify({ id: '', object: '', created: 0, model: '', choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: filtered }] })}\n\n`,
        ],
      }),
      message: textMessage,
    },
  },
  unstorable: {
    ...chatBase.unstorable,
    'a prompt that was filtered': {
      mode: 'json',
      body: { ...endingWith('stop'), choices: [], prompt_filter_results: [{ prompt_index: 0 }] },
      reason: 'unnatural_finish',
    },
  },
  separating: { 'api-key': 'another', authorization: 'Bearer entra' },
  separatingQueries: ['feature=on'],
});

/** Speakeasy's SDK takes and gives camelCase; the wire has snake_case. */
function mistralRequest(request: JsonObject): Parameters<Mistral['chat']['complete']>[0] {
  return request as unknown as Parameters<Mistral['chat']['complete']>[0];
}

export function snakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    snakeCase(member),
  ]);
  return Object.fromEntries(entries) as unknown;
}

function withIndexes(delta: JsonObject): JsonObject {
  const calls = delta['tool_calls'];
  if (!Array.isArray(calls)) return delta;
  return { ...delta, tool_calls: calls.map((call, index) => ({ ...(call as JsonObject), index })) };
}
