import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { createAnthropic } from '@ai-sdk/anthropic';
import Anthropic from '@anthropic-ai/sdk';
import { LLMock } from '@copilotkit/aimock';
import { generateText, jsonSchema, streamText, tool, type ToolSet } from 'ai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import { sendJson, startUpstream, type Script, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const model = 'claude-opus-5-5';
const usage = { input_tokens: 12, cache_creation_input_tokens: 3, cache_read_input_tokens: 0, output_tokens: 41 };
const signature = 'EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYds+/=';

type Block = { type: string; text?: string; thinking?: string; input?: object } & Record<string, unknown>;

/** Contents of answers, chosen by the asked text. */
const contents: Record<string, Block[]> = {
  text: [{ type: 'text', text: 'A place to kéep 🐿. event: message_stop' }],
  thinking: [
    { type: 'thinking', thinking: 'They ask about caches.', signature },
    { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' },
    { type: 'text', text: 'A cache keeps things.' },
  ],
  calls: [
    { type: 'text', text: 'I will look at both.' },
    { type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Łódź', days: [1, 2] } },
    { type: 'tool_use', id: 'toolu_2', name: 'time', input: {} },
  ],
};

const contentOf = (asked: string): Block[] => contents[asked] ?? [{ type: 'text', text: `About ${asked}.` }];
const messageOf = (content: Block[]): Record<string, unknown> => ({
  id: 'msg_01',
  type: 'message',
  role: 'assistant',
  model,
  content,
  stop_reason: content.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn',
  stop_sequence: null,
  stop_details: null,
  usage,
});

/** Events as the API sends them, a few characters a piece. */
function* eventsOf(content: Block[]): Generator<{ type: string } & Record<string, unknown>> {
  const { stop_reason, ...message } = messageOf(content);
  const pieces = (value: string): string[] => value.match(/.{1,9}/gsu) ?? [];
  yield {
    type: 'message_start',
    message: { ...message, stop_reason: null, content: [], usage: { ...usage, output_tokens: 1 } },
  };
  yield { type: 'ping' };
  for (const [index, block] of content.entries()) {
    const deltas: Record<string, unknown>[] = [];
    let start = block;
    if (block.type === 'text') {
      start = { ...block, text: '' };
      deltas.push(...pieces(block.text ?? '').map((text) => ({ type: 'text_delta', text })));
    } else if (block.type === 'thinking') {
      start = { ...block, thinking: '', signature: '' };
      deltas.push(...pieces(block.thinking ?? '').map((thinking) => ({ type: 'thinking_delta', thinking })));
      deltas.push({ type: 'signature_delta', signature });
    } else if (block.type === 'tool_use') {
      start = { ...block, input: {} };
      const json = pieces(JSON.stringify(block.input));
      deltas.push(...['', ...json].map((partial_json) => ({ type: 'input_json_delta', partial_json })));
    }
    yield { type: 'content_block_start', index, content_block: start };
    for (const delta of deltas) yield { type: 'content_block_delta', index, delta };
    yield { type: 'content_block_stop', index };
  }
  const end = { stop_reason, stop_sequence: null, stop_details: null };
  yield { type: 'message_delta', delta: end, usage: { output_tokens: usage.output_tokens } };
  yield { type: 'message_stop' };
}

const written = (events: Iterable<{ type: string }>): string =>
  [...events].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');

/** Packets of a few bytes, so that characters and events are split. */
async function sendEvents(response: ServerResponse, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': 'req_upstream' });
  response.socket?.setNoDelay(true);
  for (let from = 0; from < bytes.length; from += 61) {
    response.write(bytes.subarray(from, from + 61));
    await new Promise(setImmediate);
  }
  response.end();
}

interface AskedBody {
  stream?: boolean;
  messages: { content: string | { type: string; text?: string }[] }[];
}

const answer: Script = async (request, response) => {
  if ((request.url ?? '').includes('count_tokens')) {
    sendJson(response, { input_tokens: 2095 });
    return;
  }
  const body = JSON.parse(request.body.toString()) as AskedBody;
  const said = body.messages.at(-1)?.content ?? '';
  const asked = typeof said === 'string' ? said : (said.findLast(({ type }) => type === 'text')?.text ?? '');
  const content = contentOf(asked);
  if (body.stream === true) await sendEvents(response, written(eventsOf(content)));
  else sendJson(response, messageOf(content), 200, { 'request-id': 'req_upstream' });
};

const question = (content: string): { model: string; max_tokens: number; messages: Anthropic.MessageParam[] } => ({
  model,
  max_tokens: 1024,
  messages: [{ role: 'user', content }],
});

let upstream: ScriptedUpstream;
let semcache: RunningCore;
let script: Script;

beforeEach(async () => {
  script = answer;
  upstream = await startUpstream((seen, response, raw) => script(seen, response, raw));
  semcache = await runCore();
});

afterEach(async () => {
  await semcache.stop();
  await upstream.close();
});

/** Keeps the call that the proxy takes for Anthropic's on this machine. */
const hereHeaders = (): Record<string, string> => ({ 'x-llm-proxy-host': upstream.url });
const client = (more: { apiKey?: string; prefix?: string; headers?: Record<string, string> } = {}): Anthropic =>
  new Anthropic({
    apiKey: more.apiKey ?? 'sk-ant-test',
    baseURL: `${semcache.url}${more.prefix ?? ''}`,
    maxRetries: 0,
    defaultHeaders: { ...hereHeaders(), ...more.headers },
  });

interface Answered {
  status: string | null;
  message: unknown;
}
/** Without what the SDK adds to messages it has put together. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, inner: unknown) => (name === 'parsed_output' ? undefined : inner)));
async function create(content: string, from = client()): Promise<Answered> {
  const { data, response } = await from.messages.create(question(content)).withResponse();
  return { status: response.headers.get('x-cache-status'), message: plain(data) };
}
async function stream(content: string, from = client()): Promise<Answered> {
  const streaming = from.messages.stream(question(content));
  const message = await streaming.finalMessage();
  return { status: streaming.response?.headers.get('x-cache-status') ?? null, message: plain(message) };
}

/** A plain POST to the Messages path. */
const post = (body: unknown, headers: Record<string, string> = {}, path = '/v1/messages'): Promise<RawResponse> =>
  postJson(`${semcache.url}${path}`, body, {
    ...hereHeaders(),
    'x-api-key': 'sk-ant-test',
    'anthropic-version': '2023-06-01',
    ...headers,
  });
const statusOf = ({ headers }: RawResponse): unknown => headers['x-cache-status'];

describe('Anthropic’s SDK through the proxy to a scripted upstream', () => {
  test.each(Object.keys(contents))('%s: an answer, then that answer, then the stream of it', async (content) => {
    const first = await create(content);
    expect(first).toEqual({ status: 'miss', message: messageOf(contentOf(content)) });
    expect(await create(content)).toEqual({ status: 'hit', message: first.message });
    expect(await stream(content)).toEqual({ status: 'hit', message: first.message });
    expect(upstream.seen).toHaveLength(1);
  });

  test.each(Object.keys(contents))('%s: a stream, then that stream, then the answer it is', async (content) => {
    const first = await stream(content);
    expect(first).toEqual({ status: 'miss', message: messageOf(contentOf(content)) });
    expect(await stream(content)).toEqual({ status: 'hit', message: first.message });
    expect(await create(content)).toEqual({ status: 'hit', message: first.message });
    expect(upstream.seen).toHaveLength(1);
  });

  test.each([false, true])(
    'a hit is the recorded bytes (stream: %s), with a request id of its own',
    async (streamed) => {
      const body = { ...question('thinking'), stream: streamed };
      const first = await post(body);
      const second = await post(body);
      expect([statusOf(first), statusOf(second)]).toEqual(['miss', 'hit']);
      expect(second.body.equals(first.body)).toBe(true);
      expect(second.headers['content-type']).toBe(first.headers['content-type']);
      expect(first.headers['request-id']).toBe('req_upstream');
      expect(second.headers['request-id']).toBe(second.headers['x-semcache-request']);
    },
  );

  test('its beta calls, with and without the query of older ones, are one entry', async () => {
    const betas = ['context-1m-2025-08-07', 'fine-grained-tool-streaming-2025-05-14'];
    const ask = async (order: string[]): Promise<string | null> => {
      const { response } = await client()
        .beta.messages.create({ ...question('text'), betas: order })
        .withResponse();
      return response.headers.get('x-cache-status');
    };
    expect([await ask(betas), await ask(betas.toReversed())]).toEqual(['miss', 'hit']);
    const body = question('other');
    expect(statusOf(await post(body, {}, '/v1/messages?beta=true'))).toBe('miss');
    expect(statusOf(await post(body))).toBe('hit');
    expect(upstream.seen.at(-1)?.url).toBe('/v1/messages?beta=true');
  });

  test('nothing crosses a key, its manner, a version, betas, a workspace, a party, a project or a parameter', async () => {
    const body = question('text');
    const asks: (() => Promise<RawResponse>)[] = [
      () => post(body),
      () => post(body, { 'x-api-key': 'sk-ant-other' }),
      () => post(body, { 'x-api-key': '', authorization: 'Bearer sk-ant-test' }),
      () => post(body, { 'anthropic-version': '2026-10-21' }),
      () => post(body, { 'anthropic-beta': 'context-1m-2025-08-07' }),
      () => post(body, { 'anthropic-workspace-id': 'wrkspc_1' }),
      () => post(body, { 'anthropic-user-profile-id': 'uprof_1' }),
      () => post(body, {}, '/p/other/v1/messages'),
      () => post({ ...body, system: 'Be brief.' }),
      () => post({ ...body, max_tokens: 1025 }),
    ];
    for (const ask of asks) expect(statusOf(await ask())).toBe('miss');
    for (const ask of asks) expect(statusOf(await ask())).toBe('hit');
    expect(upstream.seen).toHaveLength(asks.length);
  });

  test('counts are answered exactly', async () => {
    const count = async (content: string): Promise<unknown[]> => {
      const { max_tokens: _limit, ...counted } = question(content);
      const { data, response } = await client().messages.countTokens(counted).withResponse();
      return [data.input_tokens, response.headers.get('x-cache-status')];
    };
    expect([await count('text'), await count('text'), await count('other')]).toEqual([
      [2095, 'miss'],
      [2095, 'hit'],
      [2095, 'miss'],
    ]);
  });

  test('what looks at the world or at the provider’s state passes through, byte for byte', async () => {
    const body = question('text');
    const tools = [{ type: 'web_search_20250305', name: 'web_search' }];
    for (const [more, reason] of [
      [{ tools }, 'live_request'],
      [{ container: 'container_1' }, 'stateful_request'],
    ] as const) {
      for (let turn = 0; turn < 2; turn += 1) {
        const { headers } = await post({ ...body, ...more });
        expect([headers['x-cache-status'], headers['x-cache-reason']]).toEqual(['bypass', reason]);
      }
    }
    expect(upstream.seen).toHaveLength(4);
  });

  test('what the tokens of an answer were is in the log, the prompt cache’s among them', async () => {
    await create('text');
    await semcache.core.settled();
    const { items } = await semcache.ask('entries.list', {});
    expect(items[0]).toMatchObject({ dialect: 'anthropic-messages', model, promptPreview: 'text' });
    const entry = await semcache.ask('entries.get', { id: items[0]!.id });
    expect(entry).toMatchObject({ usage: { inputTokens: 15, outputTokens: 41, totalTokens: 56 } });
  });
});

describe('Claude Code', () => {
  const billing = (cch: string): string =>
    `x-anthropic-billing-header: cc_version=2.4.1; cc_entrypoint=cli; cch=${cch};`;
  const mark = { cache_control: { type: 'ephemeral' } };
  const request = (cch: string, session: string): object => ({
    model,
    max_tokens: 32000,
    system: [
      { type: 'text', text: billing(cch) },
      { type: 'text', text: 'You are Claude Code.', ...mark },
    ],
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'Hello', ...mark }] },
      { role: 'assistant', content: 'Hi.' },
      { role: 'user', content: [{ type: 'text', text: 'text', ...mark }] },
    ],
    tools: [{ name: 'Bash', description: 'Runs', input_schema: { type: 'object', properties: {} }, ...mark }],
    metadata: { user_id: session },
    stream: true,
  });
  const headers = {
    authorization: 'Bearer oauth-token',
    'anthropic-beta': 'claude-code-20250219,oauth-2025-04-20',
    'x-claude-code-session-id': 'session',
  };

  test('is answered again whatever its billing line and session say, and both go upstream as sent', async () => {
    const sent = request('0a1b2', 'session-1');
    expect(statusOf(await post(sent, headers, '/v1/messages?beta=true'))).toBe('miss');
    expect(upstream.seen[0]?.body.toString()).toBe(JSON.stringify(sent));
    expect(upstream.seen[0]?.headers).toMatchObject(headers);
    const again = await post(request('fffff', 'session-2'), { ...headers, 'x-claude-code-session-id': 'other' });
    expect(statusOf(again)).toBe('hit');
  });

  test('is answered again when its mark has moved on', async () => {
    expect(statusOf(await post(request('0a1b2', 's'), headers))).toBe('miss');
    const moved = JSON.parse(JSON.stringify(request('0a1b2', 's'))) as { messages: { content: unknown }[] };
    moved.messages[0]!.content = 'Hello';
    expect(statusOf(await post(moved, headers))).toBe('hit');
  });
});

describe('failures', () => {
  test.each([
    [429, 'rate_limit_error', Anthropic.RateLimitError],
    [529, 'overloaded_error', Anthropic.InternalServerError],
  ])('an upstream’s %i comes as it is, with its hints, and is not stored', async (status, type, errorClass) => {
    const error = { type: 'error', error: { type, message: 'Slow down' }, request_id: 'req_1' };
    const hints = {
      'retry-after': '7',
      'x-should-retry': 'true',
      'anthropic-ratelimit-requests-remaining': '0',
      'request-id': 'req_1',
    };
    script = (_, response) => sendJson(response, error, status, hints);
    for (const ask of [create, stream, create, stream]) {
      const thrown = (await ask('text').catch((each: unknown) => each)) as InstanceType<typeof Anthropic.APIError>;
      expect(thrown).toBeInstanceOf(errorClass);
      expect(thrown).toMatchObject({ status, type, requestID: 'req_1', error });
      for (const [name, value] of Object.entries(hints)) expect(thrown.headers?.get(name)).toBe(value);
    }
    expect(upstream.seen).toHaveLength(4);
  });

  test('an error of ours is one of the SDK’s classes with our code', async () => {
    await upstream.close();
    for (const ask of [create, stream]) {
      const thrown = await ask('text').catch((each: unknown) => each);
      expect(thrown).toBeInstanceOf(Anthropic.InternalServerError);
      expect(thrown).toMatchObject({ status: 502, type: 'api_error', errorCode: 'upstream_unreachable' });
    }
    const held = await create('text', client({ headers: { 'cache-control': 'only-if-cached' } })).catch(
      (each: unknown) => each,
    );
    expect(held).toMatchObject({ status: 504, type: 'timeout_error', errorCode: 'not_in_cache' });
  });

  test('a stream that is cut off, or holds an error, or ends unnaturally is not stored', async () => {
    const whole = written(eventsOf(contentOf('text')));
    const bad = [
      whole.slice(0, whole.lastIndexOf('event: message_stop')),
      whole.slice(0, whole.indexOf('event: content_block_stop')),
      `${whole.slice(0, whole.indexOf('event: message_delta'))}event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n`,
      whole.replace('end_turn', 'refusal'),
      whole.replace('end_turn', 'pause_turn'),
    ];
    for (const [index, text] of bad.entries()) {
      script = (_, response) => sendEvents(response, text);
      const body = { ...question(`bad ${String(index)}`), stream: true };
      const [first, second] = [await post(body), await post(body)];
      expect([statusOf(first), statusOf(second), second.body.toString()]).toEqual(['miss', 'miss', text]);
    }
  });

  test('an error in the middle of a stream reaches the SDK as one', async () => {
    const whole = written(eventsOf(contentOf('text')));
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    script = (_, response) =>
      sendEvents(response, `${whole.slice(0, whole.indexOf('event: content_block_stop'))}${written([error])}`);
    for (let turn = 0; turn < 2; turn += 1) {
      const thrown = await stream('text').catch((each: unknown) => each);
      expect(thrown).toBeInstanceOf(Anthropic.APIError);
      expect(thrown).toMatchObject({ type: 'overloaded_error' });
    }
    expect(upstream.seen).toHaveLength(2);
  });
});

describe('the AI SDK through the proxy', () => {
  const tools: ToolSet = {
    weather: tool({ inputSchema: jsonSchema<object>({ type: 'object' }) }),
    time: tool({ inputSchema: jsonSchema<object>({ type: 'object' }) }),
  };
  const options = (prompt: string, prefix: string) => ({
    // Its base has /v1 where Anthropic's own SDK wants none.
    model: createAnthropic({ apiKey: 'sk-ant-test', baseURL: `${semcache.url}${prefix}`, headers: hereHeaders() })(
      model,
    ),
    prompt,
    maxRetries: 0,
    tools,
  });
  const generated = async (prompt: string, prefix = '/v1'): Promise<unknown> => {
    const { text, reasoningText, toolCalls, finishReason, usage: used } = await generateText(options(prompt, prefix));
    return plain({ text, reasoningText, toolCalls, finishReason, used });
  };
  const streamed = async (prompt: string, prefix = '/v1'): Promise<unknown> => {
    const result = streamText(options(prompt, prefix));
    return plain({
      text: await result.text,
      reasoningText: await result.reasoningText,
      toolCalls: await result.toolCalls,
      finishReason: await result.finishReason,
      used: await result.usage,
    });
  };

  test.each(Object.keys(contents))('%s: either form first, both are the same and one call', async (prompt) => {
    const whole = await generated(prompt);
    expect(await streamed(prompt)).toEqual(whole);
    expect(await streamed(prompt, '')).toEqual(whole);
    expect(upstream.seen).toHaveLength(1);
    const first = await streamed(prompt, '/p/other/v1');
    expect(await generated(prompt, '/p/other/v1')).toEqual(first);
    expect(first).toEqual(whole);
    expect(upstream.seen).toHaveLength(2);
  });
});

describe('answers by meaning, with the shipped models', () => {
  test('serve another wording in both forms, but no other system prompt', async () => {
    script = (_, response) => sendJson(response, messageOf([{ type: 'text', text: 'By the link on the page.' }]));
    const matching = await runCore(
      { matching: { level: 'balanced' }, upstreams: [{ name: 'here', baseUrl: upstream.url }] },
      { modelsDir: join(import.meta.dirname, '..', '..', 'models') },
    );
    await matching.core.settled();
    const { messages } = new Anthropic({ apiKey: 'x', baseURL: `${matching.url}/u/here`, maxRetries: 0 });
    const stored = await messages.create(question('How do I reset my password?'));
    await matching.core.settled();

    const asked = question('How can I reset my password?');
    const answered = await messages.create(asked).withResponse();
    expect(answered.response.headers.get('x-cache-match')).toBe('semantic');
    expect(plain(answered.data)).toEqual(plain(stored));
    const streaming = messages.stream(asked);
    expect(plain(await streaming.finalMessage())).toEqual(plain(stored));
    expect(streaming.response?.headers.get('x-cache-match')).toBe('semantic');
    const other = await messages.create({ ...asked, system: 'Be brief.' }).withResponse();
    expect(other.response.headers.get('x-cache-status')).toBe('miss');
    await matching.stop();
  });
});

describe('Anthropic’s SDK through the proxy to aimock', () => {
  test('streams, whole answers, tool calls and each other: one upstream call each', async () => {
    const mock = new LLMock({ port: 0, host: '127.0.0.1' });
    mock.onMessage('What is a cache?', { content: 'A squirrel’s friend 🐿.' });
    mock.onMessage('Weather?', { toolCalls: [{ name: 'weather', arguments: '{"city":"Łódź"}', id: 'toolu_1' }] });
    await mock.start();
    const proxy = await runCore({ upstreams: [{ name: 'mock', baseUrl: mock.url }] });
    const { messages } = new Anthropic({ apiKey: 'x', baseURL: `${proxy.url}/u/mock`, maxRetries: 0 });
    const streamed = async (content: string): Promise<unknown> =>
      plain(await messages.stream(question(content)).finalMessage());
    for (const content of ['What is a cache?', 'Weather?']) {
      const first = await streamed(content);
      expect(await streamed(content)).toEqual(first);
      expect(plain(await messages.create(question(content)))).toEqual(first);
    }
    expect(mock.getRequests()).toHaveLength(2);
    await proxy.stop();
    await mock.stop();
  });
});
