import { createGoogle } from '@ai-sdk/google';
import { ApiError, GoogleGenAI, type GenerateContentResponse, type Part } from '@google/genai';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Mode, Sample, Target } from '../sample.ts';
import { aiSdkRaised, askAiSdk } from '../support/ai-sdk.ts';

/** @google/genai 3.3.0 `GenerateContentResponse`; frames end with CRLF and there is no end marker but finishReason. */
const usageMetadata = { promptTokenCount: 11, candidatesTokenCount: 5, thoughtsTokenCount: 2, totalTokenCount: 18 };
const envelope = { modelVersion: 'gemini-2.5-flash', responseId: 'r-1' };
const whole = (parts: object[], more: JsonObject = {}): JsonObject =>
  ({
    candidates: [{ content: { parts, role: 'model' }, finishReason: 'STOP', index: 0, ...more }],
    usageMetadata,
    ...envelope,
  }) as unknown as JsonObject;
const event = (data: unknown): string => `data: ${JSON.stringify(data)}\r\n\r\n`;

function streamed(...pieces: object[][]): string[] {
  return pieces.map((parts, index) =>
    event({
      candidates: [
        {
          content: { parts, role: 'model' },
          index: 0,
          ...(index === pieces.length - 1 ? { finishReason: 'STOP' } : {}),
        },
      ],
      usageMetadata,
      ...envelope,
    }),
  );
}

const text = 'A cache kéeps 🐿 — 你好.';
const signature = 'c2lnbmVkIHRob3VnaHQ=';
const call = { functionCall: { name: 'weather', args: { city: 'Łódź' } }, thoughtSignature: signature };
const functionDeclarations = [{ name: 'weather', parametersJsonSchema: { type: 'object', properties: {} } }];

/** What a caller reads: parts, text joined to text of its own kind. */
interface GeminiMessage {
  parts: Part[];
  finish: string | undefined;
  tokens: (number | undefined)[];
}

function geminiMessage(answers: readonly GenerateContentResponse[]): GeminiMessage {
  const parts: Part[] = [];
  let finish: string | undefined;
  let tokens: GeminiMessage['tokens'] = [];
  for (const { candidates = [], usageMetadata: counted } of answers) {
    for (const part of candidates[0]?.content?.parts ?? []) addPart(parts, part);
    finish = candidates[0]?.finishReason ?? finish;
    tokens = [counted?.promptTokenCount, counted?.candidatesTokenCount, counted?.totalTokenCount];
  }
  return { parts, finish, tokens };
}

function addPart(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  const isSame = last?.thought === part.thought && last?.thoughtSignature === part.thoughtSignature;
  if (isSame && last?.text !== undefined && part.text !== undefined) last.text += part.text;
  else parts.push({ ...part });
}

const said = (parts: Part[]): GeminiMessage => ({ parts, finish: 'STOP', tokens: [11, 5, 18] });
const plain = (asked: string): JsonObject => ({
  systemInstruction: { parts: [{ text: 'Be brief.' }], role: 'user' },
  contents: [{ parts: [{ text: asked }], role: 'user' }],
});
const verb = (mode: Mode): string => (mode === 'json' ? 'generateContent' : 'streamGenerateContent?alt=sse');

function clientOf(target: Target): GoogleGenAI {
  const httpOptions = { baseUrl: `${target.url}/gemini`, headers: target.headers, retryOptions: { attempts: 1 } };
  return new GoogleGenAI({ apiKey: 'g-conformance', httpOptions });
}

/** The SDK puts status and body into its error's message. */
const raised: Sample['errors']['raised'] = (error) =>
  error instanceof ApiError ? { status: error.status, text: error.message } : undefined;

const shared = {
  headers: { 'x-goog-api-key': 'g-conformance' },
  keepAlive: '',
  endEvents: 1,
  formFields: [],
  dropped: { labels: { team: 'a' }, serviceTier: 'flex', service_tier: 'flex', store: true },
  separating: { 'x-goog-api-key': 'another', authorization: 'Bearer other', 'x-goog-user-project': 'p-2' },
  separatingQueries: ['key=another', 'quotaUser=x'],
  sameHeaders: [],
  errors: {
    upstream: {
      status: 429,
      body: { error: { code: 429, message: 'Quota exceeded', status: 'RESOURCE_EXHAUSTED', details: [] } },
      headers: { 'retry-after': '7' },
    },
    raised,
  },
  liveHeaders: { 'server-timing': 'gfet4t7; dur=321', 'x-gemini-service-tier': 'standard', 'alt-svc': 'h3=":443"' },
} satisfies Partial<Sample>;

export const gemini: Sample = {
  ...shared,
  row: 'Gemini',
  dialect: 'gemini',
  packages: ['@google/genai'],
  path: (mode) => `/gemini/v1/models/sample-model:${verb(mode)}`,
  upstreamPath: (mode) => `/v1/models/sample-model:${verb(mode)}`,
  body: plain,
  ask: async (target, mode, asked, asks) => {
    const request = {
      model: 'sample-model',
      contents: asked,
      config: { systemInstruction: 'Be brief.', ...asks },
    };
    const { models } = clientOf(target);
    if (mode === 'json') return geminiMessage([await models.generateContent(request)]);
    const chunks: GenerateContentResponse[] = [];
    for await (const chunk of await models.generateContentStream(request)) chunks.push(chunk);
    return geminiMessage(chunks);
  },
  answers: {
    text: {
      json: whole([{ text }]),
      stream: streamed([{ text: 'A cache ' }], [{ text: 'kéeps 🐿' }], [{ text: ' — 你好.' }]),
      message: said([{ text }]),
    },
    'thoughts and a signature': {
      json: whole([
        { text: 'First, think.', thought: true },
        { text: 'Yes 🐿.' },
        { text: '', thoughtSignature: signature },
      ]),
      stream: streamed(
        [{ text: 'First, ', thought: true }],
        [{ text: 'think.', thought: true }],
        [{ text: 'Yes 🐿.' }],
        [{ text: '', thoughtSignature: signature }],
      ),
      message: said([
        { text: 'First, think.', thought: true },
        { text: 'Yes 🐿.' },
        { text: '', thoughtSignature: signature },
      ]),
    },
    'signed function calls': {
      asks: { tools: [{ functionDeclarations }] },
      json: whole([call, { functionCall: { name: 'time', args: {} } }]),
      stream: streamed([call], [{ functionCall: { name: 'time', args: {} } }]),
      message: said([call, { functionCall: { name: 'time', args: {} } }]),
    },
  },
  unstorable: {
    'an error inside status 200': {
      mode: 'json',
      body: { error: { code: 503, message: 'Overloaded', status: 'UNAVAILABLE' } },
      reason: 'error_in_body',
    },
    'an error event': {
      mode: 'stream',
      body: [...streamed([{ text: 'a' }], []).slice(0, 1), event({ error: { code: 503, message: 'Overloaded' } })],
      reason: 'error_in_body',
    },
    'a blocked prompt': {
      mode: 'json',
      body: { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata },
      reason: 'unnatural_finish',
    },
    'no candidates': { mode: 'json', body: { candidates: [], usageMetadata }, reason: 'not_parseable' },
    'a candidate that says nothing': { mode: 'json', body: whole([]), reason: 'unnatural_finish' },
    'a stream without its last blank line': {
      mode: 'stream',
      body: streamed([{ text: 'a' }]).map((each) => each.trimEnd()),
      reason: 'truncated',
    },
    ...Object.fromEntries(
      ['SAFETY', 'RECITATION', 'MALFORMED_FUNCTION_CALL', 'OTHER', 'UNEXPECTED_TOOL_CALL', 'SOMETHING_NEW'].map(
        (finishReason) => [
          `finish reason ${finishReason}`,
          {
            mode: 'json' as const,
            body: whole([{ text: 'a' }], { finishReason }),
            reason: 'unnatural_finish' as const,
          },
        ],
      ),
    ),
  },
  lengthLimited: { json: whole([{ text: 'a' }], { finishReason: 'MAX_TOKENS' }) },
  passedThrough: {
    'a cached content': { body: { ...plain('a'), cachedContent: 'cachedContents/1' }, reason: 'stateful_request' },
    'an uploaded file': {
      body: { contents: [{ parts: [{ fileData: { fileUri: 'https://g.example/v1beta/files/abc' } }, { text: 'a' }] }] },
      reason: 'stateful_request',
    },
    ...Object.fromEntries(
      ['googleSearch', 'urlContext', 'codeExecution', 'google_search', 'googleMaps', 'computerUse'].map((name) => [
        `tool ${name}`,
        { body: { ...plain('a'), tools: [{ [name]: {} }] }, reason: 'live_request' as const },
      ]),
    ),
    'a file search': {
      body: { ...plain('a'), tools: [{ fileSearch: { fileSearchStoreNames: ['s'] } }] },
      reason: 'stateful_request',
    },
    'a body without contents': { body: { generationConfig: {} }, reason: 'unsupported_body' },
  },
  kept: {
    contents: [plain('Another')['contents'], [{ parts: [{ text: 'Who is asked?' }], role: 'model' }]],
    systemInstruction: [{ parts: [{ text: 'Be long.' }] }],
    tools: [[{ functionDeclarations }]],
    toolConfig: [{ functionCallingConfig: { mode: 'NONE' } }],
    safetySettings: [[{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }]],
    'generationConfig.temperature': [0, 0.5],
    'generationConfig.seed': [1],
    'generationConfig.maxOutputTokens': [10, 11],
    'generationConfig.thinkingConfig': [{ thinkingBudget: 0 }],
    'generationConfig.responseJsonSchema': [{ type: 'object' }],
  },
  same: { 'an empty generationConfig': (body) => ({ ...body, generationConfig: {} }) },
  other: {
    'an image beside the text': () => ({
      ...plain('Who is asked?'),
      contents: [
        { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AA' } }, { text: 'Who is asked?' }] },
      ],
    }),
  },
  compared: {
    'a plain question': { body: plain('What is a cache?'), compared: 'What is a cache?' },
    'text beside an image': {
      body: {
        contents: [
          { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AA' } }, { text: 'What is it?' }] },
        ],
      },
      compared: 'What is it?',
    },
    'a function’s response last': {
      body: { contents: [{ role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] }] },
      compared: 'exact_only_turn',
    },
    'two texts': {
      body: { contents: [{ role: 'user', parts: [{ text: 'a' }, { text: 'b' }] }] },
      compared: 'exact_only_turn',
    },
    'signed thoughts in the history': {
      body: {
        contents: [
          { role: 'model', parts: [{ text: 'a', thoughtSignature: signature }] },
          { role: 'user', parts: [{ text: 'b' }] },
        ],
      },
      compared: 'exact_only_turn',
    },
    'a seed': { body: { ...plain('a'), generationConfig: { seed: 1 } }, compared: 'exact_only_parameters' },
    'two candidates': {
      body: { ...plain('a'), generationConfig: { candidateCount: 2 } },
      compared: 'exact_only_parameters',
    },
    'a forced function': {
      body: { ...plain('a'), toolConfig: { functionCallingConfig: { mode: 'ANY' } } },
      compared: 'exact_only_parameters',
    },
  },
  vocabulary: ['contents', 'parts', 'text', 'role', 'tools', 'systemInstruction', 'toolConfig'],
  notApplicable: {},
};

const aiSdkSaid = (more: object): unknown => ({
  text: '',
  reasoning: '',
  calls: [],
  finish: 'stop',
  usage: [11, 7, 18],
  ...more,
});

export const aiSdkGoogle: Sample = {
  ...gemini,
  row: 'AI SDK, Google',
  packages: ['@ai-sdk/google', 'ai'],
  path: (mode) => `/gemini/v1beta/models/sample-model:${verb(mode)}`,
  upstreamPath: (mode) => `/v1beta/models/sample-model:${verb(mode)}`,
  ask: (target, mode, asked, asks) => {
    const baseURL = `${target.url}/gemini/v1beta`;
    const provider = createGoogle({ baseURL, apiKey: 'g-conformance', headers: target.headers });
    return askAiSdk(provider('sample-model'), mode, asked, asks);
  },
  answers: {
    text: { ...gemini.answers['text']!, message: aiSdkSaid({ text }) },
    'thoughts and a signature': {
      ...gemini.answers['thoughts and a signature']!,
      message: aiSdkSaid({ text: 'Yes 🐿.', reasoning: 'First, think.' }),
    },
  },
  errors: { ...shared.errors, raised: aiSdkRaised },
};

const { lengthLimited: _limited, ...withoutLength } = gemini;
const exactOnly = {
  stream: 'this call has one form only and no stream',
  meaning: 'a vector or a count is about one text and is never given for another',
  length: 'this call has no finish reason that could say "cut"',
};
const embedBody = (asked: string): JsonObject => ({
  requests: [{ content: { parts: [{ text: asked }], role: 'user' }, model: 'models/sample-model' }],
});

export const geminiEmbed: Sample = {
  ...withoutLength,
  row: 'Gemini embeddings',
  dialect: 'gemini-embed',
  path: () => '/gemini/v1/models/sample-model:batchEmbedContents',
  upstreamPath: () => '/v1/models/sample-model:batchEmbedContents',
  body: embedBody,
  ask: async (target, _mode, asked, asks) => {
    const request = { model: 'sample-model', contents: asked, ...asks };
    return (await clientOf(target).models.embedContent(request)).embeddings?.map(({ values }) => values);
  },
  answers: {
    'one vector': { json: { embeddings: [{ values: [0.25, -1.5] }] }, message: [[0.25, -1.5]] },
    'two vectors': {
      asks: { contents: ['a', 'b'] },
      json: { embeddings: [{ values: [0.25, -1.5] }, { values: [1, 2] }] },
      message: [
        [0.25, -1.5],
        [1, 2],
      ],
    },
  },
  unstorable: {
    'an error inside status 200': {
      mode: 'json',
      body: { error: { code: 500, message: 'no' } },
      reason: 'error_in_body',
    },
    'no vectors': { mode: 'json', body: { embeddings: [] }, reason: 'not_parseable' },
    'vectors of two lengths': {
      mode: 'json',
      body: { embeddings: [{ values: [1] }, { values: [1, 2] }] },
      reason: 'not_parseable',
    },
  },
  passedThrough: {
    'a body without requests': { body: { model: 'models/sample-model' }, reason: 'unsupported_body' },
    'an uploaded file': {
      body: { requests: [{ content: { parts: [{ fileData: { fileUri: 'files/abc' } }] } }] },
      reason: 'stateful_request',
    },
  },
  kept: { requests: [embedBody('Another')['requests']], outputDimensionality: [256] },
  same: {},
  other: {
    'another task': (body) => ({
      requests: (body['requests'] as JsonObject[]).map((each) => ({ ...each, taskType: 'CLUSTERING' })),
    }),
  },
  compared: { 'a text': { body: embedBody('a'), compared: 'exact_only_dialect' } },
  vocabulary: ['requests', 'content', 'parts', 'text'],
  notApplicable: exactOnly,
};

export const geminiCountTokens: Sample = {
  ...withoutLength,
  row: 'Gemini token counts',
  dialect: 'gemini-count-tokens',
  path: () => '/gemini/v1/models/sample-model:countTokens',
  upstreamPath: () => '/v1/models/sample-model:countTokens',
  body: (asked) => ({ contents: plain(asked)['contents'] ?? [] }),
  ask: async (target, _mode, asked) =>
    (await clientOf(target).models.countTokens({ model: 'sample-model', contents: asked })).totalTokens,
  answers: { 'a count': { json: { totalTokens: 31 }, message: 31 } },
  unstorable: {
    'an error inside status 200': {
      mode: 'json',
      body: { error: { code: 500, message: 'no' } },
      reason: 'error_in_body',
    },
    'no count': { mode: 'json', body: { tokens: 3 }, reason: 'not_parseable' },
  },
  passedThrough: {
    'a cached content': { body: { ...plain('a'), cachedContent: 'cachedContents/1' }, reason: 'stateful_request' },
  },
  kept: { contents: [plain('Another')['contents']], systemInstruction: [{ parts: [{ text: 'a' }] }] },
  same: {},
  other: {},
  compared: { 'a text': { body: plain('a'), compared: 'exact_only_dialect' } },
  vocabulary: ['contents', 'parts', 'text'],
  notApplicable: exactOnly,
};
