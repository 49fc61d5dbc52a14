import { deepStrictEqual } from 'node:assert';
import OpenAI from 'openai';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Mode, Sample, Target } from '../sample.ts';
import { chatMessage } from '../support/chat-message.ts';
import { chatWire, done, endingWith, event, textChoice, usualAnswers } from './chat-wire.ts';

const asked = (text: string): JsonObject[] => [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: text },
];
const plain = (text: string): JsonObject => ({ model: 'sample-model', messages: asked(text) });
const cut = chatWire([textChoice]).stream;

/** Chat Completions as OpenAI speaks them; vendors' rows change what differs. */
export const chatBase: Omit<Sample, 'row' | 'packages' | 'path' | 'upstreamPath' | 'ask'> = {
  dialect: 'openai-chat',
  headers: { authorization: 'Bearer sk-conformance' },
  body: (text, mode) => ({
    ...plain(text),
    ...(mode === 'stream' ? { stream: true, stream_options: { include_usage: true } } : {}),
  }),
  answers: usualAnswers(),
  keepAlive: ': keep-alive\n\n',
  endEvents: 1,
  unstorable: {
    'an error inside status 200': {
      mode: 'json',
      body: { error: { message: 'Overloaded', code: 502 } },
      reason: 'error_in_body',
    },
    'an error event': {
      mode: 'stream',
      body: [...cut.slice(0, 2), event({ error: { message: 'Overloaded' } }), done],
      reason: 'error_in_body',
    },
    'a filtered answer': { mode: 'json', body: endingWith('content_filter'), reason: 'unnatural_finish' },
    'a filtered stream': {
      mode: 'stream',
      body: chatWire([{ ...textChoice, finish: 'content_filter' }]).stream,
      reason: 'unnatural_finish',
    },
    'an unknown finish reason': { mode: 'json', body: endingWith('tired'), reason: 'unnatural_finish' },
    'no finish reason': { mode: 'json', body: endingWith(null), reason: 'unnatural_finish' },
    'no choices': { mode: 'json', body: { ...endingWith('stop'), choices: [] }, reason: 'not_parseable' },
    'half a JSON': { mode: 'json', body: '{"id":"chatcmpl-7","choices":[', reason: 'not_parseable' },
    'status 201': { mode: 'json', body: endingWith('stop'), reason: 'status_not_ok', status: 201 },
    'audio that expires': {
      mode: 'json',
      body: endingWith('stop', { content: null, audio: { id: 'audio_1', data: 'AA', expires_at: 1, transcript: 'a' } }),
      reason: 'perishable_answer',
    },
  },
  lengthLimited: { json: endingWith('length') },
  passedThrough: {
    'web search by option': { body: { ...plain('Live?'), web_search_options: {} }, reason: 'live_request' },
    'web search by tool': { body: { ...plain('Live?'), tools: [{ type: 'web_search' }] }, reason: 'live_request' },
    'a tool server': {
      body: { ...plain('Live?'), tools: [{ type: 'mcp', server_url: 'https://tools.example' }] },
      reason: 'live_request',
    },
    'a search model': {
      body: { ...plain('Live?'), model: 'gpt-4o-search-preview' },
      reason: 'live_request',
    },
    'an uploaded file': {
      body: {
        ...plain('Live?'),
        messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'file-1' } }] }],
      },
      reason: 'stateful_request',
    },
    'earlier audio by id': {
      body: {
        ...plain('Live?'),
        messages: [
          { role: 'assistant', audio: { id: 'audio_1' } },
          { role: 'user', content: 'Go on.' },
        ],
      },
      reason: 'stateful_request',
    },
    // Cursor's servers post Responses bodies to this path.
    'a body without messages': { body: { model: 'sample-model', input: 'Hello?' }, reason: 'unsupported_body' },
  },
  kept: {
    model: ['another-model'],
    messages: [asked('Who else?'), [{ role: 'user', content: 'Who is asked?' }], asked('Who is asked? ')],
    frequency_penalty: [0.5],
    function_call: ['none', { name: 'weather' }],
    functions: [[{ name: 'weather', parameters: {} }]],
    logit_bias: [{ '50256': -100 }],
    logprobs: [true, 5],
    max_completion_tokens: [10, 11],
    max_tokens: [10, 11],
    modalities: [['text']],
    moderation: [{ model: 'omni-moderation' }],
    n: [2, 3],
    parallel_tool_calls: [false],
    prediction: [{ type: 'content', content: 'x' }],
    presence_penalty: [0.5],
    reasoning_effort: ['low', 'high'],
    response_format: [{ type: 'json_object' }, { type: 'text' }],
    seed: [1, 2],
    stop: ['END', ['END']],
    temperature: [0, 0.1, 1],
    tool_choice: ['none', 'required'],
    tools: [
      [{ type: 'function', function: { name: 'weather' } }],
      [{ type: 'function', function: { name: 'weather', strict: true } }],
    ],
    top_logprobs: [2],
    top_p: [0.9],
    verbosity: ['low'],
  },
  dropped: {
    user: 'someone',
    safety_identifier: 'someone',
    prompt_cache_key: 'k',
    prompt_cache_options: { ttl: '24h' },
    prompt_cache_retention: '24h',
    metadata: { run: '2' },
    store: true,
    service_tier: 'flex',
    compliance: 'hipaa',
  },
  formFields: ['stream', 'stream_options', 'usage', 'debug', 'cache_control'],
  same: {
    'nulls that mean "not given"': (body) => ({ ...body, temperature: null, seed: null, stop: null, max_tokens: null }),
    'a cache mark on a message': (body) => ({
      ...body,
      messages: mapped(body, { cache_control: { type: 'ephemeral' } }),
    }),
    'a cache mark on a tool': (body) => ({ ...body, cache_control: { type: 'ephemeral' } }),
    'the other form of answer': (body) => ({ ...body, stream: body['stream'] !== true }),
  },
  other: {
    'another role': (body) => ({ ...body, messages: mapped(body, { role: 'user' }) }),
    'a name on a message': (body) => ({ ...body, messages: mapped(body, { name: 'ada' }) }),
    'text as a part': (body) => ({ ...body, messages: mapped(body, { content: [{ type: 'text', text: 'x' }] }) }),
    'cache_control as a tool’s argument': (body) => ({
      ...body,
      tools: [{ type: 'function', function: { name: 'f', parameters: { properties: { cache_control: {} } } } }],
    }),
  },
  separating: {
    authorization: 'Bearer sk-other',
    'openai-organization': 'org-2',
    'openai-project': 'proj-2',
    'openai-beta': 'assistants=v2',
  },
  separatingQueries: ['api-version=2', 'feature=on'],
  sameHeaders: [[{ 'openai-beta': 'a=1, b=2' }, { 'openai-beta': 'b=2,a=1' }]],
  errors: {
    upstream: {
      status: 429,
      body: { error: { message: 'Slow down', type: 'requests', param: null, code: 'rate_limit_exceeded' } },
      headers: { 'retry-after': '7', 'x-ratelimit-remaining-requests': '0', 'x-request-id': 'req_upstream' },
    },
    raised: statusRaised(OpenAI.RateLimitError, OpenAI.InternalServerError),
  },
  liveHeaders: {
    'x-ratelimit-limit-requests': '500',
    'x-ratelimit-remaining-tokens': '9000',
    'x-ratelimit-reset-requests': '12ms',
    'retry-after-ms': '20',
    'x-request-id': 'req_of_the_provider',
    'openai-processing-ms': '321',
    'openai-organization': 'org-1',
    'cf-ray': '1',
  },
  compared: {
    'a plain question': { body: plain('What is a cache?'), compared: 'What is a cache?' },
    'text beside an image': {
      body: {
        model: 'm',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
              { type: 'text', text: 'What animal is it?' },
            ],
          },
        ],
      },
      compared: 'What animal is it?',
    },
    'two texts': {
      body: {
        model: 'm',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'a' },
              { type: 'text', text: 'b' },
            ],
          },
        ],
      },
      compared: 'exact_only_turn',
    },
    'a tool result last': {
      body: {
        model: 'm',
        messages: [
          { role: 'user', content: 'Weather?' },
          { role: 'assistant', content: null, tool_calls: [{ id: 'c', type: 'function', function: { name: 'w' } }] },
          { role: 'tool', tool_call_id: 'c', content: 'sun' },
        ],
      },
      compared: 'exact_only_turn',
    },
    'an assistant’s turn last': {
      body: {
        model: 'm',
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: 'b', prefix: true },
        ],
      },
      compared: 'exact_only_turn',
    },
    'a seed': { body: { ...plain('a'), seed: 1 }, compared: 'exact_only_parameters' },
    'two choices': { body: { ...plain('a'), n: 2 }, compared: 'exact_only_parameters' },
    'a forced tool': { body: { ...plain('a'), tool_choice: 'required' }, compared: 'exact_only_parameters' },
    'a prediction': {
      body: { ...plain('a'), prediction: { type: 'content', content: 'x' } },
      compared: 'exact_only_parameters',
    },
  },
  vocabulary: ['model', 'messages', 'role', 'content', 'tools', 'function', 'stop', 'n', 'stream', 'response_format'],
  notApplicable: {},
};

function mapped(body: JsonObject, more: JsonObject): JsonObject[] {
  return (body['messages'] as JsonObject[]).map((message, index) => (index === 0 ? { ...message, ...more } : message));
}

type ErrorClass = abstract new (...args: never[]) => Error;

/** SDKs of OpenAI's generator raise one class per status; all of 5xx are InternalServerError (openai 7.57.0 core/error). */
export function statusRaised(limited: ErrorClass, failed: ErrorClass): Sample['errors']['raised'] {
  return (error, status) => {
    const isProper = error instanceof (status === 429 ? limited : failed);
    return isProper ? { status: (error as { status?: number }).status, text: error.message } : undefined;
  };
}

/** Calls through the openai SDK; the stream by its own accumulator, and chunk by chunk for vendors' members. */
export function openaiAsk(path: string, options: Partial<ConstructorParameters<typeof OpenAI>[0]> = {}): Sample['ask'] {
  return async (target: Target, mode: Mode, text: string, asks: JsonObject) => {
    const client = new OpenAI({
      baseURL: `${target.url}${path}`,
      apiKey: 'sk-conformance',
      maxRetries: 0,
      defaultHeaders: target.headers,
      ...options,
    });
    return openaiChat(client, mode, { ...plain(text), ...asks });
  };
}

export async function openaiChat(client: OpenAI, mode: Mode, body: JsonObject): Promise<unknown> {
  const params = body as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming;
  if (mode === 'json') return chatMessage([await client.chat.completions.create(params)]);
  const stream = client.chat.completions.stream({ ...params, stream: true, stream_options: { include_usage: true } });
  const chunks: unknown[] = [];
  for await (const chunk of stream) chunks.push(structuredClone(chunk));
  const message = chatMessage(chunks);
  const accumulated = chatMessage([await stream.finalChatCompletion()]);
  const known = ({ choices, usage }: typeof message): unknown => [
    choices.map(({ text, finish }) => [text, finish]),
    usage,
  ];
  deepStrictEqual(known(accumulated), known(message));
  return message;
}
