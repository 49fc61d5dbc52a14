import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { LLMock } from '@copilotkit/aimock';
import {
  ApiError,
  FunctionCallingConfigMode,
  GoogleGenAI,
  type GenerateContentResponse,
  type Part,
} from '@google/genai';
import { generateText, streamText } from 'ai';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import {
  sendJson,
  startUpstream,
  type Script,
  type ScriptedUpstream,
  type SeenRequest,
} from '../support/scripted-upstream.ts';

const key = 'AIzaSyA-a-key-that-must-not-be-seen-1234';
const model = 'gemini-2.5-flash';
const signature = 'CpcBAVSoXO4/a+b/c=';

/** Shapes of @google/genai 3.3.0 `GenerateContentResponse`; answers are chosen by the asked text. */
const answers: Record<string, Part[]> = {
  text: [{ text: 'A place to kéep 🐿.' }],
  thoughts: [
    { text: 'They ask about caches.', thought: true },
    { text: 'A place to kéep 🐿.', thoughtSignature: signature },
  ],
  calls: [
    { text: 'I will look.' },
    { functionCall: { name: 'weather', args: { city: 'Łódź', days: 2 }, id: 'a' }, thoughtSignature: signature },
    { functionCall: { name: 'time', args: { zone: 'CET' }, id: 'b' } },
  ],
  image: [{ text: 'Here:' }, { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }],
};

const usageMetadata = { promptTokenCount: 8, candidatesTokenCount: 12, totalTokenCount: 45, thoughtsTokenCount: 25 };
const envelope = { modelVersion: model, responseId: 'n5-lZ_2xL4KpvdIPqYK' };

/** As Google's server formats it. */
function sendPrettyJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8', 'server-timing': 'gfet4t7; dur=900' });
  response.end(`${JSON.stringify(value, null, 2)}\n`);
}

/** Texts come a few characters at a time, packets a few bytes, so that characters and events are split. */
async function sendChunks(response: ServerResponse, parts: Part[]): Promise<void> {
  const chunk = (part: Part, more: object = {}): string =>
    `data: ${JSON.stringify({ candidates: [{ content: { parts: [part], role: 'model' }, index: 0, ...more }], usageMetadata: { promptTokenCount: 8 }, ...envelope })}\r\n\r\n`;
  const pieces = parts.flatMap((part): Part[] => {
    const { text, thoughtSignature, ...rest } = part;
    if (text === undefined) return [part];
    const texts: Part[] = (text.match(/.{1,7}/gsu) ?? []).map((piece) => ({ text: piece, ...rest }));
    return thoughtSignature === undefined ? texts : [...texts, { text: '', ...rest, thoughtSignature }];
  });
  const last = { candidates: [{ finishReason: 'STOP', index: 0 }], usageMetadata, ...envelope };
  const bytes = Buffer.from(`${pieces.map((piece) => chunk(piece)).join('')}data: ${JSON.stringify(last)}\r\n\r\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.socket?.setNoDelay(true);
  for (let from = 0; from < bytes.length; from += 61) {
    response.write(bytes.subarray(from, from + 61));
    await new Promise(setImmediate);
  }
  response.end();
}

interface AskedBody {
  contents?: { parts: { text?: string }[] }[];
  requests?: unknown[];
}

async function answer(request: SeenRequest, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    sendJson(response, { models: [{ name: `models/${model}` }] });
    return;
  }
  const body = JSON.parse(request.body.toString()) as AskedBody;
  const verb = /:([a-zA-Z]+)(?:\?|$)/.exec(request.url)?.[1];
  const parts = answers[body.contents?.at(-1)?.parts[0]?.text ?? ''] ?? answers['text'] ?? [];
  if (verb === 'streamGenerateContent' && request.url.includes('alt=sse')) await sendChunks(response, parts);
  else if (verb === 'streamGenerateContent') sendJson(response, [{ candidates: [] }]);
  else if (verb === 'batchEmbedContents') {
    sendPrettyJson(response, { embeddings: (body.requests ?? []).map((_, index) => ({ values: [0.25, -index] })) });
  } else if (verb === 'countTokens') sendPrettyJson(response, { totalTokens: 31 });
  else {
    const candidates = [{ content: { parts, role: 'model' }, finishReason: 'STOP', index: 0 }];
    sendPrettyJson(response, { candidates, usageMetadata, ...envelope });
  }
}

/** What a caller sees of an answer, whole or in chunks: texts joined, calls and media in order, the last of the rest. */
function seen(responses: readonly GenerateContentResponse[]): object {
  const parts = responses.flatMap((response) => response.candidates?.[0]?.content?.parts ?? []);
  const said = (thought: boolean): string =>
    parts
      .filter((part) => (part.thought ?? false) === thought)
      .map((part) => part.text ?? '')
      .join('');
  const last = responses.at(-1);
  return {
    text: said(false),
    thoughts: said(true),
    others: parts.filter((part) => part.text === undefined),
    signatures: parts.flatMap((part) => part.thoughtSignature ?? []),
    finishReason: last?.candidates?.[0]?.finishReason,
    usage: last?.usageMetadata,
    modelVersion: last?.modelVersion,
    responseId: last?.responseId,
  };
}

describe('Google’s SDK through the proxy to a scripted upstream', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let script: Script;

  const client = (more: { apiKey?: string; apiVersion?: string; prefix?: string } = {}): GoogleGenAI =>
    new GoogleGenAI({
      apiKey: more.apiKey ?? key,
      httpOptions: {
        baseUrl: `${semcache.url}${more.prefix ?? ''}`,
        // Keeps the call that the proxy takes for Gemini's on this machine.
        headers: { 'x-llm-proxy-host': upstream.url },
        ...(more.apiVersion === undefined ? {} : { apiVersion: more.apiVersion }),
      },
    });
  const whole = async (contents: string, from = client()): Promise<GenerateContentResponse> =>
    from.models.generateContent({ model, contents });
  const streamed = async (contents: string, from = client()): Promise<GenerateContentResponse[]> => {
    const chunks: GenerateContentResponse[] = [];
    for await (const chunk of await from.models.generateContentStream({ model, contents })) chunks.push(chunk);
    return chunks;
  };
  const status = (response: GenerateContentResponse | undefined): string | undefined =>
    response?.sdkHttpResponse?.headers?.['x-cache-status'];
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${semcache.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-llm-proxy-host': upstream.url, ...headers },
      body: JSON.stringify(body),
    });
  const asking = (text: string): object => ({ contents: [{ role: 'user', parts: [{ text }] }] });

  beforeEach(async () => {
    script = answer;
    upstream = await startUpstream((request, response, raw) => script(request, response, raw));
    semcache = await runCore({ upstreams: [{ name: 'here', baseUrl: upstream.url }] });
  });

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test.each(Object.keys(answers))('%s: JSON, then JSON, then the stream of it, all the same', async (asked) => {
    const first = await whole(asked);
    const second = await whole(asked);
    const stream = await streamed(asked);
    expect([status(first), status(second), status(stream[0])]).toEqual(['miss', 'hit', 'hit']);
    expect(seen([second])).toEqual(seen([first]));
    expect(seen(stream)).toEqual(seen([first]));
    const calls = stream.flatMap((chunk) => chunk.functionCalls ?? []);
    expect(calls).toEqual(first.functionCalls ?? []);
    expect(upstream.seen).toHaveLength(1);
  });

  test.each(Object.keys(answers))('%s: a stream, then that stream, then its JSON, all the same', async (asked) => {
    const first = await streamed(asked);
    const second = await streamed(asked);
    const json = await whole(asked);
    expect([status(first[0]), status(second[0]), status(json)]).toEqual(['miss', 'hit', 'hit']);
    expect(second.map((chunk) => seen([chunk]))).toEqual(first.map((chunk) => seen([chunk])));
    expect(seen([json])).toEqual(seen(first));
    expect(upstream.seen).toHaveLength(1);
  });

  test.each([
    ['generateContent', 'application/json; charset=UTF-8'],
    ['streamGenerateContent?alt=sse', 'text/event-stream'],
  ])('%s: a hit is the recorded bytes, and says nothing of the recorded call', async (verb, type) => {
    const ask = async (): Promise<{ headers: Headers; text: string }> => {
      const response = await post(`/v1beta/models/${model}:${verb}`, asking('thoughts'));
      return { headers: response.headers, text: await response.text() };
    };
    const first = await ask();
    const second = await ask();
    expect(second.headers.get('x-cache-status')).toBe('hit');
    expect(second.text).toBe(first.text);
    expect(second.headers.get('content-type')).toBe(type);
    expect([first, second].map(({ headers }) => headers.has('server-timing'))).toEqual([
      verb === 'generateContent',
      false,
    ]);
  });

  test('a chat session remembers a replayed stream as it remembers a recorded one', async () => {
    await whole('thoughts');
    const chat = client().chats.create({ model });
    for await (const chunk of await chat.sendMessageStream({ message: 'thoughts' })) expect(status(chunk)).toBe('hit');
    const said = { text: 'A place to kéep 🐿.', thoughtSignature: signature };
    expect(chat.getHistory(true).at(-1)).toEqual({ role: 'model', parts: [said] });
  });

  test('with the AI SDK: both forms say the same, whichever was recorded', async () => {
    const google = createGoogleGenerativeAI({
      apiKey: key,
      baseURL: `${semcache.url}/v1beta`,
      headers: { 'x-llm-proxy-host': upstream.url },
    })(model);
    const whole = async (prompt: string): Promise<object> => {
      const { text, reasoningText, toolCalls, files, usage, finishReason } = await generateText({
        model: google,
        prompt,
      });
      return { text, reasoningText, toolCalls: toolCalls.map(plainCall), files: files.length, usage, finishReason };
    };
    const streamed = async (prompt: string): Promise<object> => {
      const { text, reasoningText, toolCalls, files, usage, finishReason } = streamText({ model: google, prompt });
      return {
        text: await text,
        reasoningText: await reasoningText,
        toolCalls: (await toolCalls).map(plainCall),
        files: (await files).length,
        usage: await usage,
        finishReason: await finishReason,
      };
    };
    for (const [index, prompt] of Object.keys(answers).entries()) {
      const [one, other] = index % 2 === 0 ? [whole, streamed] : [streamed, whole];
      const first = await one(prompt);
      expect(await one(prompt)).toEqual(first);
      expect(await other(prompt)).toEqual(first);
    }
    expect(upstream.seen).toHaveLength(Object.keys(answers).length);
  });

  test('nothing crosses a key, a version, a model or a parameter', async () => {
    await whole('text');
    const others: (() => Promise<GenerateContentResponse>)[] = [
      () => whole('text', client({ apiKey: 'AIza-other' })),
      () => whole('text', client({ apiVersion: 'v1beta' })),
      () => client().models.generateContent({ model: 'gemini-2.5-pro', contents: 'text' }),
      () => client().models.generateContent({ model, contents: 'text', config: { temperature: 0.1 } }),
      () => client().models.generateContent({ model, contents: 'text', config: { systemInstruction: 'Be brief.' } }),
      () => whole('text', client({ prefix: '/p/other' })),
    ];
    for (const other of others) expect(status(await other())).toBe('miss');
    for (const other of others) expect(status(await other())).toBe('hit');
    const labelled = { model, contents: 'text', config: { labels: { team: 'x' } } };
    expect(status(await client().models.generateContent(labelled))).toBe('hit');
  });

  test('embeddings and counts are answered exactly', async () => {
    const embed = async (contents: string[]) =>
      client().models.embedContent({ model: 'gemini-embedding-001', contents });
    const count = async () => client().models.countTokens({ model, contents: 'text' });
    const first = [await embed(['a', 'b']), await count()] as const;
    const second = [await embed(['a', 'b']), await count()] as const;
    expect(second[0].embeddings).toEqual(first[0].embeddings);
    expect(second[1].totalTokens).toBe(31);
    expect(upstream.seen).toHaveLength(2);
    await embed(['a']);
    expect(upstream.seen).toHaveLength(3);
  });

  test('what looks at the world or at what Google keeps passes through, and so do lists and array streams', async () => {
    const search = { ...asking('text'), tools: [{ googleSearch: {} }] };
    for (let turn = 0; turn < 2; turn += 1) {
      const searched = await post(`/v1beta/models/${model}:generateContent`, search);
      const array = await post(`/v1beta/models/${model}:streamGenerateContent`, asking('text'));
      expect([searched, array].map(({ headers }) => headers.get('x-cache-reason'))).toEqual([
        'live_request',
        'path_not_cacheable',
      ]);
      expect(await array.json()).toEqual([{ candidates: [] }]);
      expect(await (await fetch(`${semcache.url}/u/here/v1beta/models`)).json()).toMatchObject({ models: [{}] });
    }
    expect(upstream.seen).toHaveLength(6);
  });

  test('errors of the upstream come as they are and are not stored', async () => {
    const error = { error: { code: 429, message: 'Quota', status: 'RESOURCE_EXHAUSTED', details: [] } };
    script = (_, response) => sendJson(response, error, 429, { 'retry-after': '7' });
    for (let turn = 0; turn < 2; turn += 1) {
      const thrown = await whole('text').catch((each: unknown) => each);
      expect(thrown).toBeInstanceOf(ApiError);
      expect(thrown).toMatchObject({ status: 429, message: JSON.stringify(error) });
    }
    expect(upstream.seen).toHaveLength(2);
  });

  test('an error of ours is an ApiError, and holds no key', async () => {
    const gone = upstream.url;
    await upstream.close();
    const thrown = await whole('text').catch((each: unknown) => each);
    expect(thrown).toBeInstanceOf(ApiError);
    expect(thrown).toMatchObject({ status: 502 });
    const { message } = thrown as ApiError;
    expect(JSON.parse(message)).toMatchObject({
      error: { code: 502, status: 'UNAVAILABLE', details: [{ reason: 'upstream_unreachable', domain: 'semcache' }] },
    });
    const byQuery = await fetch(`${semcache.url}/v1beta/models/${model}:generateContent?key=${key}`, {
      method: 'POST',
      headers: { 'x-llm-proxy-host': gone },
      body: JSON.stringify(asking('text')),
    });
    expect(message + (await byQuery.text())).not.toContain(key);
  });

  test('a refusal and a stream that is cut off are not stored', async () => {
    const blocked = { promptFeedback: { blockReason: 'SAFETY' }, ...envelope };
    script = (_, response) => sendPrettyJson(response, blocked);
    expect([status(await whole('blocked')), status(await whole('blocked'))]).toEqual(['miss', 'miss']);
    script = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end('data: {"candidates":[{"content":{"parts":[{"text":"half"}]}}]}\r\n\r\n');
    };
    expect([status((await streamed('half'))[0]), status((await streamed('half'))[0])]).toEqual(['miss', 'miss']);
  });

  test('a key is in no file, no operation and no log, by header, query, token or upstream address', async () => {
    const path = `/v1beta/models/${model}:generateContent`;
    const secrets = [key, 'ya29.a-token-that-must-not-be-seen'];
    const upstreamHeader = { 'x-llm-proxy-upstream': `${upstream.url}${path}?key=${key}` };
    const answered = [
      await post(path, asking('one'), { 'x-goog-api-key': key }),
      await post(`${path}?key=${key}`, asking('one')),
      await post(`/p/evals${path}?k%65y=${key}`, asking('two')),
      await post(`${path}?access_token=${secrets[1]!}`, asking('three')),
      await post('/anything', asking('four'), upstreamHeader),
      await post('/anything', asking('five'), { ...upstreamHeader, authorization: `Bearer ${secrets[1]!}` }),
      await fetch(`${semcache.url}/u/here/v1beta/models?key=${key}`, { headers: { referer: `http://x/?key=${key}` } }),
    ];
    expect(answered.map(({ headers }) => headers.get('x-cache-status'))).toEqual([
      'miss',
      'hit',
      'miss',
      'miss',
      'miss',
      'miss',
      'bypass',
    ]);
    expect(upstream.seen.map(({ url }) => url)).toContain(`${path}?key=${key}`);

    const rows = await semcache.ask('traffic.list', { limit: 100 });
    const entries = await semcache.ask('entries.list', { limit: 100 });
    const shown = [
      rows,
      entries,
      ...(await Promise.all(rows.items.map(({ id }) => semcache.ask('traffic.get', { id })))),
      ...(await Promise.all(entries.items.map(({ id }) => semcache.ask('entries.get', { id })))),
      ...(await Promise.all(rows.items.map(({ id }) => semcache.ask('explain.request', { id })))),
      ...(await Promise.all(rows.items.map(({ id }) => semcache.ask('traffic.curl', { id })))),
      await semcache.ask('traffic.har', {}),
      await semcache.ask('cassette.export', {}),
      await semcache.ask('diagnostics.get', {}),
      await semcache.ask('status.get', {}),
      await semcache.ask('upstreams.list', {}),
      semcache.host.events,
      await (await fetch(`${semcache.url}/metrics`)).text(),
    ];
    expect(rows.items).toHaveLength(answered.length);
    expect(entries.items.length).toBeGreaterThan(3);
    const files = readdirSync(semcache.dataDir, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name)).toString('latin1'));
    expect(files.length).toBeGreaterThan(2);
    for (const secret of secrets) {
      expect(files.some((file) => file.includes(secret))).toBe(false);
      expect(JSON.stringify(shown)).not.toContain(secret);
    }
  });
});

function plainCall({ toolCallId, toolName, input }: { toolCallId: string; toolName: string; input: unknown }): object {
  return { toolCallId, toolName, input };
}

describe('answers of Gemini by meaning, with the shipped models', () => {
  test('serve another wording in both forms; a seed, a forced function and a count have their own', async () => {
    const upstream = await startUpstream(answer);
    const semcache = await runCore(
      { matching: { level: 'balanced' }, upstreams: [{ name: 'here', baseUrl: upstream.url }] },
      { modelsDir: join(import.meta.dirname, '..', '..', 'models') },
    );
    await semcache.core.settled();
    const { models } = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: `${semcache.url}/u/here` } });
    const stored = await models.generateContent({ model, contents: 'How do I reset my password?' });
    await semcache.core.settled();

    const contents = 'How can I reset my password?';
    const whole = await models.generateContent({ model, contents });
    const chunks: GenerateContentResponse[] = [];
    for await (const chunk of await models.generateContentStream({ model, contents })) chunks.push(chunk);
    expect([seen([whole]), seen(chunks)]).toEqual([seen([stored]), seen([stored])]);
    for (const { sdkHttpResponse } of [whole, ...chunks]) {
      expect(sdkHttpResponse?.headers?.['x-cache-match']).toBe('semantic');
    }
    const forced = { toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY } } };
    const others = [
      await models.generateContent({ model, contents, config: { seed: 7 } }),
      await models.generateContent({ model, contents, config: forced }),
      await models.countTokens({ model, contents }),
    ];
    for (const { sdkHttpResponse } of others) expect(sdkHttpResponse?.headers?.['x-cache-status']).toBe('miss');
    expect(upstream.seen).toHaveLength(4);
    await semcache.stop();
    await upstream.close();
  });
});

describe('Gemini’s OpenAI-compatible paths', () => {
  test('work with the openai SDK below /gemini, thought signatures kept', async () => {
    const extra = { google: { thought_signature: signature } };
    const call = {
      id: 'call_1',
      type: 'function',
      function: { name: 'weather', arguments: '{"city":"Łódź"}' },
      extra_content: extra,
    };
    const upstream = await startUpstream((request, response) => {
      if (request.url.endsWith('/embeddings')) {
        sendJson(response, { object: 'list', model: 'e', data: [{ object: 'embedding', index: 0, embedding: [0.5] }] });
        return;
      }
      sendJson(response, {
        id: 'x',
        object: 'chat.completion',
        created: 1,
        model,
        choices: [{ index: 0, finish_reason: 'tool_calls', message: { role: 'assistant', tool_calls: [call] } }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      });
    });
    const semcache = await runCore();
    const openai = new OpenAI({
      apiKey: key,
      baseURL: `${semcache.url}/gemini/v1beta/openai`,
      maxRetries: 0,
      defaultHeaders: { 'x-llm-proxy-host': upstream.url },
    });
    const messages = [{ role: 'user' as const, content: 'Weather?' }];
    const first = await openai.chat.completions.create({ model, messages });
    const second = await openai.chat.completions.create({ model, messages }).withResponse();
    const stream = await openai.chat.completions.stream({ model, messages }).finalChatCompletion();
    expect(second.response.headers.get('x-cache-status')).toBe('hit');
    for (const each of [first, second.data, stream]) {
      expect(each.choices[0]?.message.tool_calls?.[0]).toMatchObject({ id: 'call_1', extra_content: extra });
    }
    for (let turn = 0; turn < 2; turn += 1) await openai.embeddings.create({ model: 'e', input: 'x' });
    expect(upstream.seen.map(({ url }) => url)).toEqual([
      '/v1beta/openai/chat/completions',
      '/v1beta/openai/embeddings',
    ]);
    await semcache.stop();
    await upstream.close();
  });
});

describe('Google’s SDK through the proxy to aimock', () => {
  test('streams, whole answers and each other: one upstream call each', async () => {
    const mock = new LLMock({ port: 0, host: '127.0.0.1' });
    mock.onMessage('What is a cache?', { content: 'A squirrel’s friend 🐿.' });
    mock.onMessage('And a store?', { content: 'Where the friend shops.' });
    await mock.start();
    const semcache = await runCore({ upstreams: [{ name: 'mock', baseUrl: mock.url }] });
    const httpOptions = { baseUrl: `${semcache.url}/u/mock`, apiVersion: 'v1beta' };
    const { models } = new GoogleGenAI({ apiKey: key, httpOptions });
    const streamed = async (contents: string): Promise<string> => {
      let text = '';
      for await (const chunk of await models.generateContentStream({ model, contents })) text += chunk.text ?? '';
      return text;
    };
    const whole = async (contents: string): Promise<string | undefined> =>
      (await models.generateContent({ model, contents })).text;

    const asked = 'What is a cache?';
    const answered = 'A squirrel’s friend 🐿.';
    expect([await streamed(asked), await streamed(asked), await whole(asked)]).toEqual([answered, answered, answered]);
    const other = 'Where the friend shops.';
    expect([await whole('And a store?'), await streamed('And a store?')]).toEqual([other, other]);
    expect(mock.getRequests()).toHaveLength(2);
    await semcache.stop();
    await mock.stop();
  });
});
