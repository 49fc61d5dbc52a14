import { deepStrictEqual } from 'node:assert';
import { createOpenAI } from '@ai-sdk/openai';
import { createXai } from '@ai-sdk/xai';
import OpenAI, { AzureOpenAI } from 'openai';
import type { JsonObject, JsonValue } from '../../../src-core/ports/dialect.ts';
import type { Answer, Sample } from '../sample.ts';
import { aiSdkRaised, askAiSdk } from '../support/ai-sdk.ts';
import { chatBase, statusRaised } from './chat-base.ts';

/** openai 7.57.0 `Response` and its events; the order of events as in OpenAI's streaming reference. */
type Item = JsonObject & { id: string; type: string };
const usage = {
  input_tokens: 11,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens: 7,
  output_tokens_details: { reasoning_tokens: 2 },
  total_tokens: 18,
};

function responseOf(output: Item[], more: JsonObject & { status?: string } = {}): JsonObject & { status: string } {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_790_000_000,
    completed_at: 1_790_000_001,
    status: 'completed',
    background: false,
    error: null,
    incomplete_details: null,
    instructions: 'Be brief.',
    max_output_tokens: null,
    metadata: {},
    model: 'sample-model',
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    store: true,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage,
    user: null,
    ...more,
  };
}

const textPart = (text: string): JsonObject => ({ type: 'output_text', text, annotations: [], logprobs: [] });
const messageItem = (text: string): Item => ({
  id: 'msg_1',
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [textPart(text)],
});
const reasoningItem: Item = {
  id: 'rs_1',
  type: 'reasoning',
  // Optional at OpenAI, demanded by @ai-sdk/xai 5.0.12.
  status: 'completed',
  summary: [{ type: 'summary_text', text: 'First, think.' }],
  encrypted_content: 'c2lnbmVkIGFuZCBzZWFsZWQ=',
};
const callItem: Item = {
  id: 'fc_1',
  type: 'function_call',
  call_id: 'call_a01',
  name: 'weather',
  arguments: '{"city":"Łódź"}',
  status: 'completed',
};

type Step = { type: string } & JsonObject;

const added = (item: Item, index: number, empty: JsonObject): Step => ({
  type: 'response.output_item.added',
  output_index: index,
  item: { ...item, ...empty },
});
const finished = (item: Item, index: number): Step => ({
  type: 'response.output_item.done',
  output_index: index,
  item,
});

function messageSteps(pieces: readonly string[], index: number): Step[] {
  const item = messageItem(pieces.join(''));
  const place = { item_id: item.id, output_index: index, content_index: 0 };
  return [
    added(item, index, { status: 'in_progress', content: [] }),
    { type: 'response.content_part.added', ...place, part: textPart('') },
    ...pieces.map((delta) => ({
      type: 'response.output_text.delta',
      ...place,
      delta,
      logprobs: [],
      obfuscation: 'xyz',
    })),
    { type: 'response.output_text.done', ...place, text: pieces.join(''), logprobs: [] },
    { type: 'response.content_part.done', ...place, part: textPart(pieces.join('')) },
    finished(item, index),
  ];
}

function reasoningSteps(pieces: readonly string[], index: number): Step[] {
  const place = { item_id: reasoningItem.id, output_index: index, summary_index: 0 };
  const part = (text: string): JsonObject => ({ type: 'summary_text', text });
  return [
    added(reasoningItem, index, { status: 'in_progress', summary: [] }),
    { type: 'response.reasoning_summary_part.added', ...place, part: part('') },
    ...pieces.map((delta) => ({ type: 'response.reasoning_summary_text.delta', ...place, delta })),
    { type: 'response.reasoning_summary_text.done', ...place, text: pieces.join('') },
    { type: 'response.reasoning_summary_part.done', ...place, part: part(pieces.join('')) },
    finished(reasoningItem, index),
  ];
}

function callSteps(pieces: readonly string[], index: number): Step[] {
  const place = { item_id: callItem.id, output_index: index };
  return [
    added(callItem, index, { arguments: '', status: 'in_progress' }),
    ...pieces.map((delta) => ({ type: 'response.function_call_arguments.delta', ...place, delta })),
    { type: 'response.function_call_arguments.done', ...place, name: 'weather', arguments: pieces.join('') },
    finished(callItem, index),
  ];
}

function written(steps: readonly Step[]): string[] {
  return steps.map(
    ({ type, ...more }, sequence_number) =>
      `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number, ...more })}\n\n`,
  );
}

function streamOf(steps: readonly Step[], last: JsonObject & { status: string }): string[] {
  const begun = { ...last, status: 'in_progress', output: [], completed_at: null, usage: null };
  return written([
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...steps,
    { type: `response.${last.status}`, response: last },
  ]);
}

const text = 'A cache kéeps 🐿 — 你好.';
const pieces = ['A cache ', 'kéeps 🐿', ' — 你好.'];
const tools = [
  {
    type: 'function',
    name: 'weather',
    strict: false,
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
];

/** Items, texts and tokens, as a caller reads them; streams are read delta by delta and compared with their end. */
interface ResponseMessage {
  text: string;
  reasoning: string;
  calls: string[];
  items: JsonValue;
  status: string | undefined;
  tokens: number | undefined;
}

function messageOf(response: OpenAI.Responses.Response): ResponseMessage {
  const items = JSON.parse(JSON.stringify(response.output), (name, value: unknown) =>
    name === 'parsed' || name === 'parsed_arguments' ? undefined : value,
  ) as (Item & { summary?: { text: string }[]; content?: { text?: string }[]; arguments: string })[];
  return {
    text: items
      .flatMap(({ type, content = [] }) => (type === 'message' ? content.map((part) => part.text ?? '') : []))
      .join(''),
    reasoning: items.flatMap(({ summary = [] }) => summary.map((part) => part.text)).join(''),
    calls: items.filter(({ type }) => type === 'function_call').map(({ arguments: args }) => args),
    items,
    status: response.status,
    tokens: response.usage?.total_tokens,
  };
}

async function ask(client: OpenAI, mode: 'json' | 'stream', body: JsonObject): Promise<ResponseMessage> {
  const params = body as unknown as OpenAI.Responses.ResponseCreateParamsNonStreaming;
  if (mode === 'json') return messageOf(await client.responses.create(params));
  const stream = client.responses.stream({ ...params, stream: true });
  const heard = { text: '', reasoning: '', args: '' };
  for await (const event of stream) {
    if (event.type === 'response.output_text.delta') heard.text += event.delta;
    if (event.type === 'response.reasoning_summary_text.delta') heard.reasoning += event.delta;
    if (event.type === 'response.function_call_arguments.delta') heard.args += event.delta;
  }
  const message = messageOf(await stream.finalResponse());
  deepStrictEqual(heard, { text: message.text, reasoning: message.reasoning, args: message.calls.join('') });
  return message;
}

const plain = (asked: string): JsonObject => ({ model: 'sample-model', instructions: 'Be brief.', input: asked });
const answer = (items: Item[], steps: Step[], more: Partial<ResponseMessage>, asks: JsonObject = {}): Answer => ({
  asks,
  json: responseOf(items),
  stream: streamOf(steps, responseOf(items)),
  message: { text: '', reasoning: '', calls: [], items, status: 'completed', tokens: 18, ...more },
});

function sdkAsk(base: string): Sample['ask'] {
  return async (target, mode, asked, asks) => {
    const baseURL = `${target.url}${base}`;
    const client = new OpenAI({ baseURL, apiKey: 'sk-conformance', maxRetries: 0, defaultHeaders: target.headers });
    return ask(client, mode, { ...plain(asked), ...asks });
  };
}

const failed = (more: JsonObject & { status?: string }): JsonObject & { status: string } =>
  responseOf([messageItem('a')], more);

export const responses: Sample = {
  ...chatBase,
  row: 'OpenAI Responses',
  dialect: 'openai-responses',
  packages: ['openai'],
  path: () => '/v1/responses',
  upstreamPath: () => '/v1/responses',
  body: (asked, mode) => ({ ...plain(asked), ...(mode === 'stream' ? { stream: true } : {}) }),
  ask: sdkAsk('/v1'),
  answers: {
    text: answer([messageItem(text)], messageSteps(pieces, 0), { text }),
    'reasoning, sealed': answer(
      [reasoningItem, messageItem('Yes 🐿.')],
      [...reasoningSteps(['First, ', 'think.'], 0), ...messageSteps(['Yes ', '🐿.'], 1)],
      { text: 'Yes 🐿.', reasoning: 'First, think.' },
    ),
    'a function call': answer(
      [callItem],
      callSteps(['{"city":', '"Łódź"}'], 0),
      { calls: ['{"city":"Łódź"}'] },
      { tools },
    ),
  },
  unstorable: {
    'an error inside status 200': { mode: 'json', body: { error: { message: 'no' } }, reason: 'error_in_body' },
    'a failed response': {
      mode: 'json',
      body: failed({ status: 'failed', error: { code: 'server_error', message: 'no' } }),
      reason: 'error_in_body',
    },
    'a stream that failed': {
      mode: 'stream',
      body: streamOf([], failed({ status: 'failed', output: [], error: { code: 'server_error', message: 'no' } })),
      reason: 'error_in_body',
    },
    'an error event': {
      mode: 'stream',
      body: [
        ...streamOf(messageSteps(['a'], 0), failed({})).slice(0, 3),
        ...written([{ type: 'error', code: 'server_error', message: 'no', param: null }]),
      ],
      reason: 'error_in_body',
    },
    'a filtered response': {
      mode: 'json',
      body: failed({ status: 'incomplete', incomplete_details: { reason: 'content_filter' } }),
      reason: 'unnatural_finish',
    },
    'a cancelled response': { mode: 'json', body: failed({ status: 'cancelled' }), reason: 'unnatural_finish' },
    'a queued response': { mode: 'json', body: failed({ status: 'queued' }), reason: 'unnatural_finish' },
    'an unknown status': { mode: 'json', body: failed({ status: 'tired' }), reason: 'unnatural_finish' },
    'the result of a web search': {
      mode: 'json',
      body: responseOf([{ id: 'ws_1', type: 'web_search_call', status: 'completed' }, messageItem('a')]),
      reason: 'perishable_answer',
    },
  },
  lengthLimited: { json: failed({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }) },
  passedThrough: {
    'a previous response': { body: { ...plain('a'), previous_response_id: 'resp_0' }, reason: 'stateful_request' },
    'a conversation': { body: { ...plain('a'), conversation: 'conv_1' }, reason: 'stateful_request' },
    'a background response': { body: { ...plain('a'), background: true }, reason: 'stateful_request' },
    'an item by reference': {
      body: { model: 'm', input: [{ type: 'item_reference', id: 'msg_0' }] },
      reason: 'stateful_request',
    },
    'an uploaded file': {
      body: { model: 'm', input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'file-1' }] }] },
      reason: 'stateful_request',
    },
    'a file search': {
      body: { ...plain('a'), tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }] },
      reason: 'stateful_request',
    },
    'a hosted prompt without version': {
      body: { ...plain('a'), prompt: { id: 'pmpt_1' } },
      reason: 'stateful_request',
    },
    'a web search': { body: { ...plain('a'), tools: [{ type: 'web_search' }] }, reason: 'live_request' },
    'a tool server': {
      body: { ...plain('a'), tools: [{ type: 'mcp', server_label: 's', server_url: 'https://s.example' }] },
      reason: 'live_request',
    },
    'an unknown tool of the provider': {
      body: { ...plain('a'), tools: [{ type: 'time_machine' }] },
      reason: 'live_request',
    },
    'a body without input': { body: { model: 'm' }, reason: 'unsupported_body' },
  },
  kept: {
    model: ['another'],
    input: ['Another', [{ role: 'user', content: 'Who is asked?' }]],
    instructions: ['Be long.'],
    reasoning: [{ effort: 'high' }, { effort: 'low' }],
    text: [{ verbosity: 'low' }, { format: { type: 'json_object' } }],
    tools: [tools],
    tool_choice: ['none', 'required'],
    parallel_tool_calls: [false],
    temperature: [0, 0.5],
    top_p: [0.9],
    top_logprobs: [2],
    max_output_tokens: [100],
    max_tool_calls: [2],
    truncation: ['auto'],
    include: [['reasoning.encrypted_content']],
    prompt: [{ id: 'pmpt_1', version: '2' }],
    store: [false],
  },
  dropped: {
    user: 'someone',
    safety_identifier: 'someone',
    prompt_cache_key: 'k',
    prompt_cache_retention: '24h',
    metadata: { run: '2' },
    service_tier: 'flex',
  },
  formFields: ['stream', 'stream_options', 'store', 'usage', 'debug', 'cache_control'],
  same: {
    'nulls that mean "not given"': (body) => ({ ...body, temperature: null, reasoning: null }),
    'store as by default': (body) => ({ ...body, store: true }),
    'the other form of answer': (body) => ({ ...body, stream: body['stream'] !== true }),
  },
  other: {},
  errors: { ...chatBase.errors, raised: statusRaised(OpenAI.RateLimitError, OpenAI.InternalServerError) },
  compared: {
    'a plain text': { body: plain('What is a cache?'), compared: 'What is a cache?' },
    'a message': {
      body: { model: 'm', input: [{ role: 'user', content: [{ type: 'input_text', text: 'What is a cache?' }] }] },
      compared: 'What is a cache?',
    },
    'a function’s output last': {
      body: { model: 'm', input: [{ type: 'function_call_output', call_id: 'c', output: 'sun' }] },
      compared: 'exact_only_turn',
    },
    'a forced tool': {
      body: { ...plain('a'), tool_choice: { type: 'function', name: 'weather' } },
      compared: 'exact_only_parameters',
    },
  },
  vocabulary: ['model', 'input', 'instructions', 'role', 'content', 'text', 'tools', 'reasoning'],
};

/** openai 7.57.0 `AzureOpenAI`: no deployment in this path, the version in the query, the key in `api-key`. */
const azurePath = '/openai/responses?api-version=2025-04-01-preview';
export const azureResponses: Sample = {
  ...responses,
  row: 'Azure OpenAI Responses',
  path: () => `/azure/res-1${azurePath}`,
  upstreamPath: () => azurePath,
  headers: { 'api-key': 'azure-conformance' },
  ask: (target, mode, asked, asks) => {
    const client = new AzureOpenAI({
      baseURL: `${target.url}/azure/res-1/openai`,
      apiKey: 'azure-conformance',
      apiVersion: '2025-04-01-preview',
      maxRetries: 0,
      defaultHeaders: target.headers,
    });
    return ask(client, mode, { ...plain(asked), ...asks });
  },
  separating: { 'api-key': 'another', authorization: 'Bearer entra' },
  separatingQueries: ['feature=on'],
};

/** The same answers in the AI SDK's terms. */
function inItsTerms(answers: Sample['answers']): Sample['answers'] {
  return Object.fromEntries(
    Object.entries(answers).map(([name, each]): [string, Answer] => {
      const { text: saidText, reasoning, calls } = each.message as ResponseMessage;
      const told = {
        text: saidText,
        reasoning,
        calls: calls.map((args) => ({ id: 'call_a01', name: 'weather', input: JSON.parse(args) as unknown })),
        finish: calls.length > 0 ? 'tool-calls' : 'stop',
        usage: [11, 7, 18],
      };
      return [name, { ...each, message: told }];
    }),
  );
}

/** The AI SDK's tools are told to `askAiSdk` in the shape of chat. */
const chatTools = (asks: JsonObject): JsonObject =>
  asks['tools'] === undefined
    ? {}
    : { tools: tools.map(({ name, parameters }) => ({ type: 'function', function: { name, parameters } })) };

export const aiSdkResponses: Sample = {
  ...responses,
  row: 'AI SDK, OpenAI Responses',
  packages: ['@ai-sdk/openai', 'ai'],
  ask: (target, mode, asked, asks) => {
    const provider = createOpenAI({ baseURL: `${target.url}/v1`, apiKey: 'sk-conformance', headers: target.headers });
    return askAiSdk(provider('sample-model'), mode, asked, chatTools(asks));
  },
  answers: inItsTerms(responses.answers),
  errors: { ...responses.errors, raised: aiSdkRaised },
};

export const aiSdkXaiResponses: Sample = {
  ...aiSdkResponses,
  row: 'AI SDK, xAI Responses',
  packages: ['@ai-sdk/xai', 'ai'],
  path: () => '/xai/v1/responses',
  upstreamPath: () => '/v1/responses',
  ask: (target, mode, asked, asks) => {
    const provider = createXai({ baseURL: `${target.url}/xai/v1`, apiKey: 'sk-conformance', headers: target.headers });
    return askAiSdk(provider('sample-model'), mode, asked, chatTools(asks));
  },
  passedThrough: {
    ...responses.passedThrough,
    'a search on X': { body: { ...plain('a'), tools: [{ type: 'x_search' }] }, reason: 'live_request' },
  },
};
