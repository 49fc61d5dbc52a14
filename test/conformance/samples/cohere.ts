import { CohereClientV2, CohereError, type Cohere } from 'cohere-ai';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Sample, Target } from '../sample.ts';

/** cohere-ai 8.1.0 `V2ChatResponse` and `V2ChatStreamResponse`, in snake case as they are on the wire. */
const usage = { billed_units: { input_tokens: 5, output_tokens: 7 }, tokens: { input_tokens: 11, output_tokens: 7 } };
const answer = (message: JsonObject, finish = 'COMPLETE'): JsonObject => ({
  id: 'c14c80c3',
  finish_reason: finish,
  message: { role: 'assistant', ...message },
  usage,
});
const event = (data: JsonObject & { type: string }): string => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
const done = 'data: [DONE]\n\n';
const message = (type: string, index: number, delta: JsonObject): string =>
  event({ type, index, delta: { message: delta } });
const start = event({
  type: 'message-start',
  id: 'c14c80c3',
  delta: { message: { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] } },
});
const end = (finish = 'COMPLETE'): string[] => [
  event({ type: 'message-end', delta: { finish_reason: finish, usage } }),
  done,
];
const content = (kind: string, index: number, ...pieces: string[]): string[] => [
  message('content-start', index, { content: { type: kind, [kind]: '' } }),
  ...pieces.map((piece) => message('content-delta', index, { content: { [kind]: piece } })),
  event({ type: 'content-end', index }),
];

interface CohereMessage {
  texts: string[];
  plan: string;
  calls: { id: string; name: string; arguments: string }[];
  finish: string | undefined;
  tokens: unknown[];
}

const tokensOf = (counted: Cohere.Usage | undefined): unknown[] => [
  counted?.tokens?.inputTokens,
  counted?.tokens?.outputTokens,
];

function fromJson({ message: said, finishReason, usage: counted }: Cohere.V2ChatResponse): CohereMessage {
  return {
    texts: (said.content ?? []).map((part) => (part.type === 'text' ? part.text : `thinking: ${part.thinking}`)),
    plan: said.toolPlan ?? '',
    calls: (said.toolCalls ?? []).map(({ id, function: called }) => ({
      id,
      name: called?.name ?? '',
      arguments: called?.arguments ?? '',
    })),
    finish: finishReason,
    tokens: tokensOf(counted),
  };
}

/** What a caller puts together from the SDK's events, by Cohere's streaming guide. */
async function fromStream(stream: AsyncIterable<Cohere.V2ChatStreamResponse>): Promise<CohereMessage> {
  const said: CohereMessage = { texts: [], plan: '', calls: [], finish: undefined, tokens: [] };
  for await (const each of stream) {
    if (each.type === 'content-start') {
      said.texts[each.index ?? 0] = each.delta?.message?.content?.type === 'thinking' ? 'thinking: ' : '';
    } else if (each.type === 'content-delta') {
      const piece = each.delta?.message?.content;
      said.texts[each.index ?? 0] += piece?.text ?? piece?.thinking ?? '';
    } else if (each.type === 'tool-plan-delta') {
      said.plan += each.delta?.message?.toolPlan ?? '';
    } else if (each.type === 'tool-call-start') {
      const call = each.delta?.message?.toolCalls;
      const name = call?.function?.name ?? '';
      said.calls[each.index ?? 0] = { id: call?.id ?? '', name, arguments: call?.function?.arguments ?? '' };
    } else if (each.type === 'tool-call-delta') {
      said.calls[each.index ?? 0]!.arguments += each.delta?.message?.toolCalls?.function?.arguments ?? '';
    } else if (each.type === 'message-end') {
      said.finish = each.delta?.finishReason;
      said.tokens = tokensOf(each.delta?.usage);
    }
  }
  return said;
}

const text = 'A cache kéeps 🐿 — 你好.';
const said = (more: Partial<CohereMessage>): CohereMessage => ({
  texts: [],
  plan: '',
  calls: [],
  finish: 'COMPLETE',
  tokens: [11, 7],
  ...more,
});
const plain = (asked: string): JsonObject => ({
  model: 'sample-model',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: asked },
  ],
});
const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }];

const clientOf = (target: Target): CohereClientV2 =>
  new CohereClientV2({
    environment: `${target.url}/cohere`,
    token: 'c-conformance',
    maxRetries: 0,
    headers: target.headers,
  });

const textStream = [start, ...content('text', 0, 'A cache ', 'kéeps 🐿', ' — 你好.'), ...end()];

export const cohereChat: Sample = {
  row: 'Cohere chat',
  dialect: 'cohere-chat',
  packages: ['cohere-ai'],
  path: () => '/cohere/v2/chat',
  upstreamPath: () => '/v2/chat',
  headers: { authorization: 'Bearer c-conformance' },
  body: (asked, mode) => ({ ...plain(asked), stream: mode === 'stream' }),
  ask: async (target, mode, asked, asks) => {
    const request = { ...plain(asked), ...asks } as unknown as Cohere.V2ChatRequest;
    if (mode === 'json') return fromJson(await clientOf(target).chat(request));
    return fromStream(await clientOf(target).chatStream(request));
  },
  answers: {
    text: { json: answer({ content: [{ type: 'text', text }] }), stream: textStream, message: said({ texts: [text] }) },
    'thinking, then text': {
      json: answer({
        content: [
          { type: 'thinking', thinking: 'First, think.' },
          { type: 'text', text: 'Yes 🐿.' },
        ],
      }),
      stream: [start, ...content('thinking', 0, 'First, ', 'think.'), ...content('text', 1, 'Yes ', '🐿.'), ...end()],
      message: said({ texts: ['thinking: First, think.', 'Yes 🐿.'] }),
    },
    'a plan and a tool call': {
      asks: { tools },
      json: answer(
        {
          tool_plan: 'I will look.',
          tool_calls: [
            { id: 'weather_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Łódź"}' } },
          ],
        },
        'TOOL_CALL',
      ),
      stream: [
        start,
        event({ type: 'tool-plan-delta', delta: { message: { tool_plan: 'I will ' } } }),
        event({ type: 'tool-plan-delta', delta: { message: { tool_plan: 'look.' } } }),
        message('tool-call-start', 0, {
          tool_calls: { id: 'weather_1', type: 'function', function: { name: 'weather', arguments: '' } },
        }),
        message('tool-call-delta', 0, { tool_calls: { function: { arguments: '{"city":' } } }),
        message('tool-call-delta', 0, { tool_calls: { function: { arguments: '"Łódź"}' } } }),
        event({ type: 'tool-call-end', index: 0 }),
        ...end('TOOL_CALL'),
      ],
      message: said({
        plan: 'I will look.',
        calls: [{ id: 'weather_1', name: 'weather', arguments: '{"city":"Łódź"}' }],
        finish: 'TOOL_CALL',
      }),
    },
  },
  keepAlive: ': keep-alive\n\n',
  // message-end ends it; [DONE] behind it may be missing.
  endEvents: 2,
  unstorable: {
    'an error inside status 200': { mode: 'json', body: { error: { message: 'no' } }, reason: 'error_in_body' },
    'finish reason ERROR': {
      mode: 'json',
      body: answer({ content: [{ type: 'text', text: 'a' }] }, 'ERROR'),
      reason: 'unnatural_finish',
    },
    'a stream that timed out': {
      mode: 'stream',
      body: [start, ...content('text', 0, 'a'), ...end('TIMEOUT')],
      reason: 'unnatural_finish',
    },
    'an unknown finish reason': {
      mode: 'json',
      body: answer({ content: [{ type: 'text', text: 'a' }] }, 'TIRED'),
      reason: 'unnatural_finish',
    },
    'no message': { mode: 'json', body: { id: 'a', finish_reason: 'COMPLETE' }, reason: 'not_parseable' },
  },
  lengthLimited: { json: answer({ content: [{ type: 'text', text: 'a' }] }, 'MAX_TOKENS') },
  passedThrough: {
    'an unknown kind of tool': { body: { ...plain('a'), tools: [{ type: 'web_search' }] }, reason: 'live_request' },
    'a body without messages': { body: { model: 'm', message: 'v1' }, reason: 'unsupported_body' },
  },
  kept: {
    model: ['another'],
    messages: [plain('Another')['messages']],
    tools: [tools],
    strict_tools: [true],
    documents: [['a document']],
    citation_options: [{ mode: 'OFF' }],
    response_format: [{ type: 'json_object' }],
    safety_mode: ['NONE'],
    max_tokens: [10, 11],
    stop_sequences: [['END']],
    temperature: [0, 0.5],
    seed: [1],
    frequency_penalty: [0.5],
    presence_penalty: [0.5],
    k: [10],
    p: [0.9],
    logprobs: [true],
    tool_choice: ['NONE', 'REQUIRED'],
    thinking: [{ type: 'disabled' }],
  },
  dropped: { priority: 3 },
  formFields: ['stream'],
  same: { 'the other form of answer': (body) => ({ ...body, stream: body['stream'] !== true }) },
  other: {},
  separating: { authorization: 'Bearer other' },
  separatingQueries: ['feature=on'],
  sameHeaders: [],
  errors: {
    upstream: { status: 429, body: { id: 'e', message: 'Slow down' }, headers: { 'retry-after': '7' } },
    raised: (error) =>
      error instanceof CohereError ? { status: error.statusCode, text: JSON.stringify(error.body) } : undefined,
  },
  liveHeaders: { 'x-trial-endpoint-call-remaining': '9', 'x-endpoint-monthly-call-limit': '1000', num_chars: '44' },
  compared: {
    'a plain question': { body: plain('What is a cache?'), compared: 'What is a cache?' },
    'a tool result last': {
      body: { model: 'm', messages: [{ role: 'tool', tool_call_id: 'a', content: 'sun' }] },
      compared: 'exact_only_turn',
    },
    'a seed': { body: { ...plain('a'), seed: 1 }, compared: 'exact_only_parameters' },
    'a forced tool': { body: { ...plain('a'), tool_choice: 'REQUIRED' }, compared: 'exact_only_parameters' },
  },
  vocabulary: ['model', 'messages', 'role', 'content', 'tools', 'documents'],
  notApplicable: {},
};

const { lengthLimited: _limited, ...withoutLength } = cohereChat;
const exactOnly = {
  stream: 'this call has one form only and no stream',
  meaning: 'a vector or an order is about its texts and is never given for others',
  length: 'this call has no finish reason that could say "cut"',
};
const meta = { api_version: { version: '2' }, billed_units: { input_tokens: 3 } };
const embedBody = (asked: string): JsonObject => ({
  model: 'sample-model',
  texts: [asked],
  input_type: 'search_query',
  embedding_types: ['float'],
});

export const cohereEmbed: Sample = {
  ...withoutLength,
  row: 'Cohere embed',
  dialect: 'cohere-embed',
  path: () => '/cohere/v2/embed',
  upstreamPath: () => '/v2/embed',
  body: embedBody,
  ask: async (target, _mode, asked, asks) => {
    const request = {
      model: 'sample-model',
      texts: [asked],
      inputType: 'search_query',
      embeddingTypes: ['float'],
      ...asks,
    };
    return (await clientOf(target).embed(request as Cohere.V2EmbedRequest)).embeddings.float;
  },
  answers: {
    vectors: { json: { id: 'e', texts: ['a'], embeddings: { float: [[0.25, -1.5]] }, meta }, message: [[0.25, -1.5]] },
  },
  unstorable: {
    'no vectors': { mode: 'json', body: { id: 'e', embeddings: { float: [] }, meta }, reason: 'not_parseable' },
    'vectors of two lengths': {
      mode: 'json',
      body: { id: 'e', embeddings: { float: [[1], [1, 2]] }, meta },
      reason: 'not_parseable',
    },
    'an error inside status 200': { mode: 'json', body: { error: { message: 'no' } }, reason: 'error_in_body' },
  },
  passedThrough: { 'a body without texts': { body: { model: 'm' }, reason: 'unsupported_body' } },
  kept: {
    model: ['another'],
    texts: [['Another'], ['Who is asked?', 'b']],
    input_type: ['search_document'],
    embedding_types: [['int8']],
    output_dimension: [256],
    truncate: ['START'],
  },
  same: {},
  formFields: [],
  compared: { 'a text': { body: embedBody('a'), compared: 'exact_only_dialect' } },
  vocabulary: ['model', 'texts', 'input_type', 'embedding_types'],
  notApplicable: exactOnly,
};

const rerankBody = (asked: string): JsonObject => ({ model: 'sample-model', query: asked, documents: ['a', 'b'] });

export const cohereRerank: Sample = {
  ...cohereEmbed,
  row: 'Cohere rerank',
  dialect: 'cohere-rerank',
  path: () => '/cohere/v2/rerank',
  upstreamPath: () => '/v2/rerank',
  body: rerankBody,
  ask: async (target, _mode, asked) => {
    const request = { model: 'sample-model', query: asked, documents: ['a', 'b'] };
    const { results } = await clientOf(target).rerank(request);
    return results.map(({ index, relevanceScore }) => [index, relevanceScore]);
  },
  answers: {
    'an order': {
      json: {
        id: 'r',
        results: [
          { index: 1, relevance_score: 0.9 },
          { index: 0, relevance_score: 0.1 },
        ],
        meta,
      },
      message: [
        [1, 0.9],
        [0, 0.1],
      ],
    },
  },
  unstorable: {
    'no results': { mode: 'json', body: { id: 'r', results: [], meta }, reason: 'not_parseable' },
    'an error inside status 200': { mode: 'json', body: { error: { message: 'no' } }, reason: 'error_in_body' },
  },
  passedThrough: { 'a body without query': { body: { model: 'm', documents: ['a'] }, reason: 'unsupported_body' } },
  kept: {
    model: ['another'],
    query: ['Another'],
    documents: [['b', 'a'], ['a']],
    top_n: [1],
    max_tokens_per_doc: [100],
  },
  compared: { 'a query': { body: rerankBody('a'), compared: 'exact_only_dialect' } },
  vocabulary: ['model', 'query', 'documents', 'top_n'],
};
