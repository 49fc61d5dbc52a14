import { once } from 'node:events';
import { connect } from 'node:net';
import { LLMock } from '@copilotkit/aimock';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, streamText } from 'ai';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  encrypted,
  jsonAnswers,
  responseOf,
  message,
  textPart,
  type WireResponse,
} from '../core/providers/openai-responses/answers.ts';
import { around, messageSteps, responseStream, streams } from '../core/providers/openai-responses/streams.ts';
import { outcomeOf } from '../support/chat-core.ts';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, rawRequest, type RawResponse } from '../support/raw-http.ts';
import { sendJson, sendSse, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const question = { model: 'gpt-test', input: 'What is a cache?' };
const functionTool: OpenAI.Responses.Tool = {
  type: 'function',
  name: 'get_weather',
  strict: true,
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};

const sdk = (url: string, more: ConstructorParameters<typeof OpenAI>[0] = {}): OpenAI =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey: 'sk-test', maxRetries: 0, ...more });

/** The answer to a request, as OpenAI would repeat what was asked. */
interface Asked {
  stream?: boolean;
  tools?: unknown[];
  include?: string[];
  metadata?: Record<string, string>;
  user?: string;
  prompt_cache_key?: string;
}

const encryptedReasoning = jsonAnswers['reasoning with summary and encrypted content'];

function answerTo({ tools, include, metadata, user, prompt_cache_key: cacheKey }: Asked): WireResponse {
  const plain = include === undefined ? responseOf([message([textPart('A place to kéep 🐿.')])]) : encryptedReasoning;
  return {
    ...(tools === undefined ? plain : jsonAnswers['two function calls']),
    metadata: metadata ?? {},
    ...(user === undefined ? {} : { user }),
    prompt_cache_key: cacheKey ?? null,
  };
}

function streamTo(asked: Asked): string[] {
  const recording =
    asked.tools !== undefined
      ? streams['a function call']
      : asked.include !== undefined
        ? streams['reasoning and text']
        : responseStream(around(messageSteps(['A place ', 'to kéep 🐿.']), answerTo(asked)));
  return Buffer.from(recording.body)
    .toString()
    .split(/(?<=\n\n)/);
}

describe('OpenAI Responses through the proxy to a scripted upstream', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  beforeEach(async () => {
    upstream = await startUpstream(async (request, response) => {
      if (request.method !== 'POST' || request.url !== '/v1/responses') {
        sendJson(response, { seen: `${request.method} ${request.url}` });
        return;
      }
      const asked = JSON.parse(request.body.toString()) as Asked;
      if (asked.stream === true) await sendSse(response, streamTo(asked));
      else sendJson(response, answerTo(asked));
    });
    semcache = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
  });

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  const post = (body: unknown, path = '/v1/responses', headers: Record<string, string> = {}): Promise<RawResponse> =>
    postJson(`${semcache.url}${path}`, body, { authorization: 'Bearer sk-test', ...headers });
  const final = (more: Partial<OpenAI.Responses.ResponseCreateParamsStreaming> = {}): Promise<unknown> =>
    sdk(semcache.url)
      .responses.stream({ ...question, ...more, stream: true })
      .finalResponse();

  /** Of what the SDK adds to a stream's response, nothing is on the wire. */
  const onTheWire = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (name, inner: unknown) =>
        ['output_parsed', 'parsed', 'parsed_arguments'].includes(name) ? undefined : inner,
      ),
    ) as unknown;

  test.each([
    ['text', {}],
    ['calls', { tools: [functionTool] }],
    ['encrypted reasoning', { include: ['reasoning.encrypted_content' as const], store: false }],
  ])('JSON first, %s: the same bytes, then a stream that accumulates to the same', async (_name, more) => {
    const first = await post({ ...question, ...more });
    const second = await post({ ...question, ...more });
    expect([outcomeOf(first), outcomeOf(second)]).toEqual(['miss not_found', 'hit exact exact_match']);
    expect(second.body.equals(first.body)).toBe(true);
    const json = await sdk(semcache.url).responses.create({ ...question, ...more });
    expect(onTheWire(await final(more))).toEqual(onTheWire(json));
    expect(upstream.seen).toHaveLength(1);
  });

  test.each([
    ['text', {}],
    ['calls', { tools: [functionTool] }],
    ['encrypted reasoning', { include: ['reasoning.encrypted_content' as const], store: false }],
  ])('a stream first, %s: the same bytes, then JSON that says the same', async (_name, more) => {
    const first = await post({ ...question, ...more, stream: true });
    const second = await post({ ...question, ...more, stream: true });
    expect(outcomeOf(second)).toBe('hit exact exact_match');
    expect(second.body.equals(first.body)).toBe(true);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    const json = await sdk(semcache.url).responses.create({ ...question, ...more });
    expect(onTheWire(await final(more))).toEqual(onTheWire(json));
    expect(upstream.seen).toHaveLength(1);
  });

  test('encrypted reasoning is never touched, and a turn that sends it back is cached too', async () => {
    const asks = { include: ['reasoning.encrypted_content' as const], store: false, tools: [functionTool] };
    const { output } = await sdk(semcache.url).responses.create({ ...question, include: asks.include, store: false });
    expect(output[0]).toMatchObject({ type: 'reasoning', encrypted_content: encrypted });
    const next = { ...question, ...asks, input: [...output, { role: 'user' as const, content: 'Sure?' }] };
    const ask = () =>
      sdk(semcache.url)
        .responses.create(next as never)
        .withResponse();
    expect((await ask()).response.headers.get('x-cache-status')).toBe('miss');
    expect((await ask()).response.headers.get('x-cache-status')).toBe('hit');
    expect(upstream.seen[1]?.body.toString()).toContain(JSON.stringify(encrypted));
  });

  test('a caller sees what it gave itself, never what an earlier one gave', async () => {
    const ask = (metadata: Record<string, string>, user: string) =>
      sdk(semcache.url)
        .responses.create({ ...question, metadata, user, prompt_cache_key: `${user}-session` })
        .withResponse();
    const first = await ask({ run: '1' }, 'alice');
    const second = await ask({ run: '2' }, 'bob');
    expect(second.response.headers.get('x-cache-status')).toBe('hit');
    expect(first.data).toMatchObject({ metadata: { run: '1' }, user: 'alice', prompt_cache_key: 'alice-session' });
    expect(second.data).toMatchObject({ metadata: { run: '2' }, user: 'bob', prompt_cache_key: 'bob-session' });
    const third = await post(question);
    expect(JSON.parse(third.body.toString())).toMatchObject({ metadata: {}, user: null, prompt_cache_key: null });
    expect(JSON.stringify(await final({ user: 'carol' }))).not.toMatch(/alice|bob/);
    expect(upstream.seen).toHaveLength(1);
  });

  test('not even callers at the same moment see each other’s', async () => {
    const users = ['alice', 'bob', 'carol'];
    const answers = await Promise.all(
      users.map((user) => sdk(semcache.url).responses.create({ ...question, user, metadata: { of: user } })),
    );
    expect(answers.map(({ user, metadata }) => [user, metadata])).toEqual(users.map((user) => [user, { of: user }]));
  });

  test('every path of a client that has its own base', async () => {
    await post(question);
    for (const path of [
      '/responses',
      '//v1/responses',
      '/v1/v1/responses',
      '/u/here/v1/responses',
      '/u/here/responses',
    ]) {
      expect([path, outcomeOf(await post(question, path))]).toEqual([path, 'hit exact exact_match']);
    }
  });

  test('what is kept at the provider or looks at the world passes through, with its reason', async () => {
    const bodies: [object, string][] = [
      [{ previous_response_id: 'resp_1' }, 'stateful_request'],
      [{ conversation: 'conv_1' }, 'stateful_request'],
      [{ background: true }, 'stateful_request'],
      [{ input: [{ type: 'item_reference', id: 'msg_1' }] }, 'stateful_request'],
      [{ tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }] }, 'stateful_request'],
      [{ tools: [{ type: 'web_search' }] }, 'live_request'],
      [{ tools: [{ type: 'mcp', server_label: 'x', server_url: 'https://x' }] }, 'live_request'],
    ];
    for (const [more, reason] of bodies) {
      for (let time = 0; time < 2; time += 1) {
        expect([more, outcomeOf(await post({ ...question, ...more }))]).toEqual([more, `bypass ${reason}`]);
      }
    }
    expect(upstream.seen).toHaveLength(bodies.length * 2);
  });

  test('its other calls pass through', async () => {
    for (const [method, path] of [
      ['GET', '/v1/responses/resp_1?stream=true&starting_after=3'],
      ['GET', '/v1/responses/resp_1/input_items'],
      ['DELETE', '/v1/responses/resp_1'],
      ['POST', '/v1/responses/resp_1/cancel'],
      ['POST', '/v1/responses/compact'],
      ['POST', '/v1/responses/input_tokens'],
    ] as const) {
      const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' };
      const body = method === 'POST' ? JSON.stringify(question) : '';
      const answer = await rawRequest(`${semcache.url}${path}`, { method, headers, body });
      expect(answer.headers['x-cache-status']).toBe('bypass');
      expect(JSON.parse(answer.body.toString())).toEqual({ seen: `${method} ${path}` });
    }
  });

  test('Cursor’s requests, Responses in body and chat in path, pass through as they are', async () => {
    const body = JSON.stringify({ ...question, stream: true, user: 'x', tools: [functionTool] });
    for (let time = 0; time < 2; time += 1) {
      expect(outcomeOf(await post(body as never, '/v1/chat/completions'))).toBe('bypass unsupported_body');
    }
    expect(upstream.seen.map((seen) => [seen.url, seen.body.toString()])).toEqual([
      ['/v1/chat/completions', body],
      ['/v1/chat/completions', body],
    ]);
  });

  test('the AI SDK: generated once, then streamed from the store', async () => {
    const model = createOpenAI({ baseURL: `${semcache.url}/v1`, apiKey: 'sk-test' })('gpt-test');
    const prompt = 'What is a cache?';
    const first = await generateText({ model, prompt, maxRetries: 0 });
    const streamed = streamText({ model, prompt, maxRetries: 0 });
    expect([await streamed.text, await streamed.finishReason, await streamed.usage]).toEqual([
      first.text,
      first.finishReason,
      first.usage,
    ]);
    expect(upstream.seen).toHaveLength(1);
  });

  test('the store says what was asked and answered', async () => {
    await post({ ...question, instructions: 'Be brief.' });
    await semcache.core.settled();
    const { items } = await semcache.ask('entries.list', {});
    expect(items).toMatchObject([
      { dialect: 'openai-responses', model: 'gpt-test', promptPreview: 'What is a cache?' },
    ]);
    const entry = await semcache.ask('entries.get', { id: items[0]!.id });
    expect(entry).toMatchObject({
      answerText: 'A place to kéep 🐿.',
      finishReasons: ['completed'],
      conversation: [
        { role: 'system', text: 'Be brief.' },
        { role: 'user', text: 'What is a cache?' },
      ],
      usage: { inputTokens: 36, outputTokens: 87, totalTokens: 123 },
    });
  });
});

describe('what goes wrong upstream', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  const start = async (script: Parameters<typeof startUpstream>[0]): Promise<void> => {
    upstream = await startUpstream(script);
    semcache = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
  };
  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });
  const thrown = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

  test.each<[string, string[]]>([
    [
      'is cut',
      Buffer.from(streams.text.body)
        .toString()
        .split(/(?<=\n\n)/)
        .slice(0, -1),
    ],
    [
      'breaks off with an error event',
      [
        ...Buffer.from(streams.text.body)
          .toString()
          .split(/(?<=\n\n)/)
          .slice(0, 4),
        'event: error\ndata: {"type":"error","code":"server_error","message":"x","param":null,"sequence_number":4}\n\n',
      ],
    ],
    [
      'failed',
      responseTextOf({ ...jsonAnswers.text, status: 'failed', error: { code: 'server_error', message: 'x' } }),
    ],
    [
      'is incomplete',
      responseTextOf({ ...jsonAnswers.text, status: 'incomplete', incomplete_details: { reason: 'content_filter' } }),
    ],
  ])('a stream that %s reaches the client and is never stored', async (_name, events) => {
    await start((_, response) => sendSse(response, events));
    for (let time = 0; time < 2; time += 1) {
      const answer = await postJson(`${semcache.url}/v1/responses`, { ...question, stream: true });
      expect(answer.body.toString()).toBe(events.join(''));
      expect(answer.headers['x-cache-status']).toBe('miss');
      await semcache.core.settled();
    }
    expect(upstream.seen).toHaveLength(2);
  });

  test('an error of the provider is the SDK’s error, and is asked again', async () => {
    const error = { message: 'Slow down', type: 'requests', param: null, code: 'rate_limit_exceeded' };
    await start((_, response) => sendJson(response, { error }, 429, { 'retry-after': '7', 'x-request-id': 'req_up' }));
    for (let time = 0; time < 2; time += 1) {
      const raised = await thrown(sdk(semcache.url).responses.create(question));
      expect(raised).toBeInstanceOf(OpenAI.RateLimitError);
      expect(raised).toMatchObject({ status: 429, code: 'rate_limit_exceeded', requestID: 'req_up' });
    }
    expect(upstream.seen).toHaveLength(2);
  });

  test('an upstream that is not there is the SDK’s server error, in words', async () => {
    await start(() => undefined);
    await upstream.close();
    for (const stream of [false, true]) {
      const raised = await thrown(sdk(semcache.url).responses.create({ ...question, stream }));
      expect(raised).toBeInstanceOf(OpenAI.InternalServerError);
      expect(raised).toMatchObject({ status: 502 });
      expect(String(raised)).toContain('Failed to connect to upstream');
    }
  });
});

/** The events of a stream that ends with this response. */
function responseTextOf(last: WireResponse): string[] {
  return Buffer.from(responseStream(around(messageSteps(['Hello.']), last)).body)
    .toString()
    .split(/(?<=\n\n)/);
}

describe('Codex, which asks for a WebSocket first', () => {
  const shake = (port: number, path: string): string =>
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
    'Authorization: Bearer sk-test\r\nOpenAI-Beta: responses_websockets=2026-02-06\r\noriginator: codex_cli_rs\r\n' +
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';

  test('is answered from the store in a later session, whose ids are others', async () => {
    const upstream = await startUpstream((_, response) => sendSse(response, streamTo({ stream: true })));
    const semcache = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
    // Members of Codex's `ResponsesApiRequest` (openai/codex, codex-rs/codex-api/src/common.rs).
    const turn = (session: string): object => ({
      model: 'gpt-5-codex',
      instructions: 'You are a coding agent.',
      input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'What is a cache?' }] }],
      tools: [
        functionTool,
        { type: 'custom', name: 'apply_patch', format: { type: 'grammar', syntax: 'lark', definition: 'x' } },
      ],
      tool_choice: 'auto',
      parallel_tool_calls: false,
      reasoning: { effort: 'medium', summary: 'auto' },
      store: false,
      stream: true,
      include: ['reasoning.encrypted_content'],
      prompt_cache_key: session,
      client_metadata: { session_id: session, thread_id: session, turn_id: `${session}-1` },
    });
    const headers = (session: string): Record<string, string> => ({
      authorization: 'Bearer sk-test',
      accept: 'text/event-stream',
      originator: 'codex_cli_rs',
      'session-id': session,
      'x-codex-turn-metadata': JSON.stringify({ session_id: session }),
    });
    const ask = (session: string) => postJson(`${semcache.url}/v1/responses`, turn(session), headers(session));
    const first = await ask('one');
    const second = await ask('two');
    expect(outcomeOf(second)).toBe('hit exact exact_match');
    expect(second.body.equals(first.body)).toBe(true);
    await semcache.stop();
    await upstream.close();
  });

  test.each([
    ['404 Not Found', 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n'],
    ['426 Upgrade Required', 'HTTP/1.1 426 Upgrade Required\r\ncontent-length: 0\r\n\r\n'],
    ['nothing', ''],
  ])('takes plain HTTP at once where the upstream says %s', async (_name, refusal) => {
    const upstream = await startUpstream((_, response) => sendJson(response, jsonAnswers.text));
    upstream.server.on('upgrade', (_request, socket) => socket.end(refusal));
    const semcache = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
    const port = Number(new URL(semcache.url).port);
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => (text += data.toString('latin1')));
    socket.write(shake(port, '/v1/responses'));
    await once(socket, 'close');
    expect(text).toMatch(/^HTTP\/1\.1 426 [^]*X-Cache-Reason: upgrade_refused\r\n[^]*connection: close\r\n/);
    const body = { ...question, stream: false };
    expect(outcomeOf(await postJson(`${semcache.url}/v1/responses`, body))).toBe('miss not_found');
    await semcache.stop();
    await upstream.close();
  });
});

describe('OpenAI Responses through the proxy to aimock', () => {
  let mock: LLMock;
  let semcache: RunningCore;

  beforeEach(async () => {
    mock = new LLMock({ port: 0, host: '127.0.0.1' });
    mock.onMessage('What is a cache?', { content: 'A squirrel’s friend 🐿.' });
    mock.onMessage('Weather?', { toolCalls: [{ name: 'get_weather', arguments: '{"city":"Oslo"}' }] });
    await mock.start();
    semcache = await runCore({
      proxy: { defaultUpstream: 'mock' },
      upstreams: [{ name: 'mock', baseUrl: `${mock.url}/v1` }],
    });
  });

  afterEach(async () => {
    await semcache.stop();
    await mock.stop();
  });

  test.each(['What is a cache?', 'Weather?'])('%s: one upstream call, the same in both forms', async (input) => {
    const asks = { model: 'gpt-4o', input, tools: [functionTool] };
    const client = sdk(semcache.url);
    const first = await client.responses.create(asks);
    const second = await client.responses.create(asks).withResponse();
    expect(second.response.headers.get('x-cache-status')).toBe('hit');
    expect(second.data.output).toEqual(first.output);
    const streamed = await client.responses.stream(asks).finalResponse();
    expect(streamed.output_text).toBe(first.output_text);
    expect(streamed.output).toMatchObject(JSON.parse(JSON.stringify(first.output)));
    expect(mock.getRequests()).toHaveLength(1);
  });

  test('a stream first', async () => {
    const asks = { model: 'gpt-4o', input: 'What is a cache?' };
    const client = sdk(semcache.url);
    const first = await client.responses.stream(asks).finalResponse();
    const again = await client.responses.stream(asks).finalResponse();
    const json = await client.responses.create(asks).withResponse();
    expect(again.output).toEqual(first.output);
    expect(json.response.headers.get('x-cache-status')).toBe('hit');
    expect(json.data.output_text).toBe('A squirrel’s friend 🐿.');
    expect(mock.getRequests()).toHaveLength(1);
  });
});
