import { createAnthropic } from '@ai-sdk/anthropic';
import Anthropic from '@anthropic-ai/sdk';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Answer, Sample, Target } from '../sample.ts';
import { aiSdkRaised, askAiSdk } from '../support/ai-sdk.ts';
import { statusRaised } from './chat-base.ts';

/** @anthropic-ai/sdk 1.13.0 `Message` and `RawMessageStreamEvent`; the SDK skips events without an `event:` line. */
type Block = JsonObject & { type: string };
const usage = { input_tokens: 11, output_tokens: 7, cache_creation_input_tokens: 0, cache_read_input_tokens: 4 };

const messageOf = (content: Block[], more: JsonObject = {}): JsonObject => ({
  id: 'msg_01',
  type: 'message',
  role: 'assistant',
  model: 'sample-model',
  content,
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage,
  ...more,
});
const event = (data: JsonObject & { type: string }): string => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
const ping = event({ type: 'ping' });

interface Piece {
  start: Block;
  deltas: (JsonObject & { type: string })[];
}

function streamOf(pieces: readonly Piece[], stopReason = 'end_turn'): string[] {
  const begun = { ...usage, output_tokens: 1 };
  return [
    event({ type: 'message_start', message: messageOf([], { stop_reason: null, usage: begun }) }),
    ...pieces.flatMap(({ start, deltas }, index) => [
      event({ type: 'content_block_start', index, content_block: start }),
      ...deltas.map((delta) => event({ type: 'content_block_delta', index, delta })),
      event({ type: 'content_block_stop', index }),
    ]),
    event({ type: 'message_delta', delta: { stop_reason: stopReason, stop_sequence: null }, usage }),
    event({ type: 'message_stop' }),
  ];
}

const textPiece = (...texts: string[]): Piece => ({
  start: { type: 'text', text: '' },
  deltas: texts.map((text) => ({ type: 'text_delta', text })),
});
const signature = 'EqQBCkYIBxgCKkDsigned==';
const thinkingPiece: Piece = {
  start: { type: 'thinking', thinking: '', signature: '' },
  deltas: [
    { type: 'thinking_delta', thinking: 'First, ' },
    { type: 'thinking_delta', thinking: 'think.' },
    { type: 'signature_delta', signature },
  ],
};
const redacted: Block = { type: 'redacted_thinking', data: 'EmwKAhgBEgyzZWFsZWQ=' };
const toolUse = (id: string, name: string, input: JsonObject): Block => ({ type: 'tool_use', id, name, input });
const toolPiece = (id: string, name: string, ...parts: string[]): Piece => ({
  start: toolUse(id, name, {}),
  deltas: parts.map((partial_json) => ({ type: 'input_json_delta', partial_json })),
});

const text = 'A cache kéeps 🐿 — 你好.';

interface AnthropicMessage {
  content: unknown;
  reason: string | null;
  tokens: (number | null)[];
}

const read = ({ content, stop_reason: reason, usage: counted }: Anthropic.Message): AnthropicMessage => ({
  content: JSON.parse(
    JSON.stringify(content, (name, value: unknown) => (name === 'parsed_output' ? undefined : value)),
  ) as unknown,
  reason,
  tokens: [counted.input_tokens, counted.output_tokens, counted.cache_read_input_tokens],
});
const said = (content: Block[], reason = 'end_turn'): AnthropicMessage => ({ content, reason, tokens: [11, 7, 4] });

const plain = (asked: string): JsonObject => ({
  model: 'sample-model',
  max_tokens: 1024,
  system: 'Be brief.',
  messages: [{ role: 'user', content: asked }],
});
const tools: JsonObject[] = ['weather', 'time'].map((name) => ({
  name,
  input_schema: { type: 'object', properties: { city: { type: 'string' } } },
}));

const clientOf = (target: Target): Anthropic =>
  new Anthropic({
    baseURL: `${target.url}/anthropic`,
    apiKey: 'sk-ant-conformance',
    maxRetries: 0,
    defaultHeaders: target.headers,
  });

const shared = {
  headers: { 'x-api-key': 'sk-ant-conformance', 'anthropic-version': '2023-06-01' },
  requestIdHeader: 'request-id',
  separating: {
    'x-api-key': 'sk-ant-other',
    authorization: 'Bearer sk-ant-other',
    'anthropic-version': '2026-10-21',
    'anthropic-beta': 'context-1m-2025-08-07',
    'anthropic-workspace-id': 'wrkspc_2',
  },
  separatingQueries: ['feature=on'],
  sameHeaders: [[{ 'anthropic-beta': 'a-1, b-2' }, { 'anthropic-beta': 'b-2,a-1' }]],
  errors: {
    upstream: {
      status: 429,
      body: { type: 'error', error: { type: 'rate_limit_error', message: 'Slow down' }, request_id: 'req_011' },
      headers: { 'retry-after': '7', 'request-id': 'req_011', 'anthropic-ratelimit-requests-remaining': '0' },
    },
    raised: statusRaised(Anthropic.RateLimitError, Anthropic.InternalServerError),
  },
  liveHeaders: {
    'request-id': 'req_of_the_provider',
    'anthropic-ratelimit-requests-remaining': '49',
    'anthropic-ratelimit-tokens-reset': '2026-01-01T00:00:00Z',
    'anthropic-organization-id': 'org-1',
    'cf-ray': '1',
  },
} satisfies Partial<Sample>;

export const anthropic: Sample = {
  ...shared,
  row: 'Anthropic Messages',
  dialect: 'anthropic-messages',
  packages: ['@anthropic-ai/sdk'],
  path: () => '/anthropic/v1/messages',
  upstreamPath: () => '/v1/messages',
  body: (asked, mode) => ({ ...plain(asked), ...(mode === 'stream' ? { stream: true } : {}) }),
  ask: async (target, mode, asked, asks) => {
    const params = { ...plain(asked), ...asks } as unknown as Anthropic.MessageCreateParamsNonStreaming;
    if (mode === 'json') return read(await clientOf(target).messages.create(params));
    return read(await clientOf(target).messages.stream(params).finalMessage());
  },
  answers: {
    text: {
      json: messageOf([{ type: 'text', text }]),
      stream: streamOf([textPiece('A cache ', 'kéeps 🐿', ' — 你好.')]),
      message: said([{ type: 'text', text }]),
    },
    'signed and redacted thinking': {
      asks: { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2048 },
      json: messageOf([
        { type: 'thinking', thinking: 'First, think.', signature },
        redacted,
        { type: 'text', text: 'Yes 🐿.' },
      ]),
      stream: streamOf([thinkingPiece, { start: redacted, deltas: [] }, textPiece('Yes ', '🐿.')]),
      message: said([
        { type: 'thinking', thinking: 'First, think.', signature },
        redacted,
        { type: 'text', text: 'Yes 🐿.' },
      ]),
    },
    'text and two tool calls': {
      asks: { tools },
      json: messageOf(
        [
          { type: 'text', text: 'I will look.' },
          toolUse('toolu_01', 'weather', { city: 'Łódź' }),
          toolUse('toolu_02', 'time', {}),
        ],
        { stop_reason: 'tool_use' },
      ),
      stream: streamOf(
        [
          textPiece('I will ', 'look.'),
          toolPiece('toolu_01', 'weather', '{"city":', '"Łódź"}'),
          toolPiece('toolu_02', 'time', ''),
        ],
        'tool_use',
      ),
      message: said(
        [
          { type: 'text', text: 'I will look.' },
          toolUse('toolu_01', 'weather', { city: 'Łódź' }),
          toolUse('toolu_02', 'time', {}),
        ],
        'tool_use',
      ),
    },
  },
  keepAlive: ping,
  unstorable: {
    'an error inside status 200': {
      mode: 'json',
      body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      reason: 'error_in_body',
    },
    'an error event': {
      mode: 'stream',
      body: [
        ...streamOf([textPiece('a')]).slice(0, 3),
        event({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
      ],
      reason: 'error_in_body',
    },
    ...Object.fromEntries(
      ['refusal', 'pause_turn', 'model_context_window_exceeded', 'compaction', 'tired'].map((stop_reason) => [
        `stop reason ${stop_reason}`,
        {
          mode: 'json' as const,
          body: messageOf([{ type: 'text', text: 'a' }], { stop_reason }),
          reason: 'unnatural_finish' as const,
        },
      ]),
    ),
    'a refused stream': {
      mode: 'stream',
      body: streamOf([textPiece('a')], 'refusal'),
      reason: 'unnatural_finish',
    },
    'no stop reason': {
      mode: 'json',
      body: messageOf([{ type: 'text', text: 'a' }], { stop_reason: null }),
      reason: 'unnatural_finish',
    },
    'no message': { mode: 'json', body: { type: 'message' }, reason: 'not_parseable' },
  },
  lengthLimited: { json: messageOf([{ type: 'text', text: 'a' }], { stop_reason: 'max_tokens' }) },
  passedThrough: {
    ...Object.fromEntries(
      ['web_search_20250305', 'web_fetch_20250910', 'code_execution_20250825', 'tool_search_tool_regex_20251119'].map(
        (type) => [
          `tool ${type}`,
          { body: { ...plain('a'), tools: [{ type, name: 'x' }] }, reason: 'live_request' as const },
        ],
      ),
    ),
    'a tool server': {
      body: { ...plain('a'), mcp_servers: [{ type: 'url', url: 'https://s.example', name: 's' }] },
      reason: 'live_request',
    },
    'a container': { body: { ...plain('a'), container: 'container_1' }, reason: 'stateful_request' },
    'an uploaded file': {
      body: {
        ...plain('a'),
        messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'file', file_id: 'file_1' } }] }],
      },
      reason: 'stateful_request',
    },
    'a body without messages': { body: { model: 'm', max_tokens: 1 }, reason: 'unsupported_body' },
  },
  kept: {
    model: ['another'],
    max_tokens: [10, 11],
    messages: [plain('Another')['messages'], [{ role: 'assistant', content: 'Who is asked?' }]],
    system: ['Be long.', [{ type: 'text', text: 'Be careful.' }]],
    temperature: [0, 0.5],
    top_p: [0.9],
    top_k: [40],
    stop_sequences: [['END']],
    thinking: [{ type: 'enabled', budget_tokens: 1024 }, { type: 'disabled' }],
    tool_choice: [{ type: 'none' }, { type: 'any' }],
    tools: [tools, [tools[0]]],
    output_config: [{ effort: 'low' }],
    context_management: [{ edits: [] }],
  },
  dropped: {
    metadata: { user_id: 'someone' },
    service_tier: 'auto',
    speed: 'fast',
    inference_geo: 'us',
    cache_control: { type: 'ephemeral' },
  },
  formFields: ['stream'],
  same: {
    'a text as a block with a cache mark': (body) => ({
      ...body,
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Who is asked?', cache_control: { type: 'ephemeral' } }] },
      ],
    }),
    'the other form of answer': (body) => ({ ...body, stream: body['stream'] !== true }),
  },
  other: {
    'an image beside the text': (body) => ({
      ...body,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } },
            { type: 'text', text: 'Who is asked?' },
          ],
        },
      ],
    }),
  },
  compared: {
    'a plain question': { body: plain('What is a cache?'), compared: 'What is a cache?' },
    'text beside an image': {
      body: {
        ...plain(''),
        messages: [
          {
            role: 'user',
            content: [
              { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } },
              { type: 'text', text: 'What animal is it?' },
            ],
          },
        ],
      },
      compared: 'What animal is it?',
    },
    'a tool’s result last': {
      body: {
        ...plain(''),
        messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_01', content: 'sun' }] }],
      },
      compared: 'exact_only_turn',
    },
    'thinking in the history': {
      body: {
        ...plain(''),
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: [{ type: 'thinking', thinking: 'a', signature }] },
          { role: 'user', content: 'b' },
        ],
      },
      compared: 'exact_only_turn',
    },
    'an answer that is begun': {
      body: {
        ...plain(''),
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: '{' },
        ],
      },
      compared: 'exact_only_turn',
    },
    'a forced tool': {
      body: { ...plain('a'), tools, tool_choice: { type: 'tool', name: 'weather' } },
      compared: 'exact_only_parameters',
    },
  },
  vocabulary: ['model', 'messages', 'role', 'content', 'system', 'tools', 'type', 'text'],
  notApplicable: {},
};

/** The same answers in the AI SDK's terms. */
function inItsTerms(answers: Sample['answers']): Sample['answers'] {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]): [string, Answer] => {
      const { content, reason } = answer.message as AnthropicMessage;
      const blocks = content as (Block & {
        text?: string;
        thinking?: string;
        id: string;
        name: string;
        input: unknown;
      })[];
      const told = {
        text: blocks.map((block) => block.text ?? '').join(''),
        reasoning: blocks.map((block) => block.thinking ?? '').join(''),
        calls: blocks
          .filter(({ type }) => type === 'tool_use')
          .map(({ id, name: called, input }) => ({ id, name: called, input })),
        finish: reason === 'tool_use' ? 'tool-calls' : 'stop',
        // Its input tokens are those that were read from the provider's cache too.
        usage: [15, 7, 22],
      };
      return [name, { ...answer, message: told }];
    }),
  );
}

const inTerms = inItsTerms(anthropic.answers);
const { 'text and two tool calls': called, ...bothForms } = inTerms;

export const aiSdkAnthropic: Sample = {
  ...anthropic,
  row: 'AI SDK, Anthropic',
  packages: ['@ai-sdk/anthropic', 'ai'],
  ask: (target, mode, asked, asks) => {
    const baseURL = `${target.url}/anthropic/v1`;
    const provider = createAnthropic({ baseURL, apiKey: 'sk-ant-conformance', headers: target.headers });
    const wanted = asks['tools'] === undefined ? [] : tools;
    const chatTools = wanted.map(({ name, input_schema }) => ({
      type: 'function',
      function: { name: name ?? '', parameters: input_schema ?? {} },
    }));
    return askAiSdk(provider('sample-model'), mode, asked, { tools: chatTools });
  },
  answers: {
    ...bothForms,
    'tool calls as JSON': { asks: { tools }, json: called?.json, message: called?.message },
    'tool calls as a stream': { asks: { tools }, stream: called?.stream ?? [], message: called?.message },
  },
  errors: { ...shared.errors, raised: aiSdkRaised },
  notApplicable: {
    json: 'the AI SDK marks tools with eager_input_streaming in streams only: another request, so that the two forms of a tool call do not serve each other',
  },
};

export const deepseekAnthropic: Sample = {
  ...anthropic,
  row: 'DeepSeek, Anthropic Messages',
  path: () => '/deepseek/anthropic/v1/messages',
  upstreamPath: () => '/anthropic/v1/messages',
  ask: async (target, mode, asked, asks) => {
    const client = new Anthropic({
      baseURL: `${target.url}/deepseek/anthropic`,
      apiKey: 'sk-ant-conformance',
      maxRetries: 0,
      defaultHeaders: target.headers,
    });
    const params = { ...plain(asked), ...asks } as unknown as Anthropic.MessageCreateParamsNonStreaming;
    if (mode === 'json') return read(await client.messages.create(params));
    return read(await client.messages.stream(params).finalMessage());
  },
};

const { lengthLimited: _limited, ...withoutLength } = anthropic;

export const anthropicCountTokens: Sample = {
  ...withoutLength,
  row: 'Anthropic token counts',
  dialect: 'anthropic-count-tokens',
  path: () => '/anthropic/v1/messages/count_tokens',
  upstreamPath: () => '/v1/messages/count_tokens',
  body: (asked) => ({ model: 'sample-model', messages: [{ role: 'user', content: asked }] }),
  ask: async (target, _mode, asked) => {
    const messages = [{ role: 'user' as const, content: asked }];
    return (await clientOf(target).messages.countTokens({ model: 'sample-model', messages })).input_tokens;
  },
  answers: { 'a count': { json: { input_tokens: 31 }, message: 31 } },
  unstorable: {
    'an error inside status 200': {
      mode: 'json',
      body: { type: 'error', error: { type: 'api_error', message: 'no' } },
      reason: 'error_in_body',
    },
    'no count': { mode: 'json', body: { tokens: 1 }, reason: 'not_parseable' },
  },
  passedThrough: {
    'an uploaded file': {
      body: {
        model: 'm',
        messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'file', file_id: 'file_1' } }] }],
      },
      reason: 'stateful_request',
    },
  },
  kept: { model: ['another'], messages: [plain('Another')['messages']], system: ['Be long.'], tools: [tools] },
  compared: { 'a text': { body: plain('a'), compared: 'exact_only_dialect' } },
  notApplicable: {
    stream: 'this call has one form only and no stream',
    meaning: 'a count is about one text and is never given for another',
    length: 'this call has no finish reason that could say "cut"',
  },
};
