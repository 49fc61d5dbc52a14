import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { Ollama, type ChatResponse, type GenerateResponse, type Message } from 'ollama';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, rawRequest } from '../support/raw-http.ts';
import {
  chatCompletion,
  sendJson,
  startUpstream,
  type Script,
  type ScriptedUpstream,
  type SeenRequest,
} from '../support/scripted-upstream.ts';

const model = 'qwen3:8b';
const calls = [
  { id: 'call_a', function: { index: 0, name: 'weather', arguments: { city: 'Łódź', days: 2 } } },
  { id: 'call_b', function: { index: 1, name: 'time', arguments: { zone: 'CET' } } },
];

/** Shapes of ollama 0.6.4 `ChatResponse`; answers are chosen by the asked text. */
const answers: Record<string, Message> = {
  text: { role: 'assistant', content: 'A place to kéep 🐿 things.' },
  thinking: { role: 'assistant', content: 'A place to kéep 🐿.', thinking: 'They ask about cachés 🤔.' },
  calls: { role: 'assistant', content: '', thinking: 'Two tools.', tool_calls: calls },
};
const text = answers['text'] ?? { role: 'assistant', content: '' };

const envelope = { model, created_at: '2026-08-04T19:22:45.499127Z' };
const ending = {
  done: true,
  done_reason: 'stop',
  total_duration: 4_883_583_458,
  load_duration: 1_334_875,
  prompt_eval_count: 26,
  prompt_eval_duration: 342_546_000,
  eval_count: 282,
  eval_duration: 4_535_599_000,
};

interface AskedBody {
  stream?: boolean;
  prompt?: string;
  messages?: { content: string }[];
}

const pieces = (whole: string | undefined): string[] => whole?.match(/.{1,5}/gsu) ?? [];

/** Lines as Ollama's handlers write them, in packets of a few bytes, so that lines and characters are split. */
async function sendLines(response: ServerResponse, lines: readonly object[]): Promise<void> {
  const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.socket?.setNoDelay(true);
  for (let from = 0; from < bytes.length; from += 61) {
    response.write(bytes.subarray(from, from + 61));
    await new Promise(setImmediate);
  }
  response.end();
}

function chatLines({ content, thinking, tool_calls }: Message): object[] {
  const line = (members: object): object => ({
    ...envelope,
    message: { role: 'assistant', content: '', ...members },
    done: false,
  });
  return [
    ...pieces(thinking).map((piece) => line({ thinking: piece })),
    ...pieces(content).map((piece) => line({ content: piece })),
    ...(tool_calls ?? []).map((call) => line({ tool_calls: [call] })),
    { ...line({}), ...ending },
  ];
}

function generateLines({ content, thinking }: Message): object[] {
  return [
    ...pieces(thinking).map((piece) => ({ ...envelope, response: '', thinking: piece, done: false })),
    ...pieces(content).map((piece) => ({ ...envelope, response: piece, done: false })),
    { ...envelope, response: '', ...ending, context: [1, 2, 3] },
  ];
}

/** As Ollama's server answers (its server/routes.go): `stream` is true unless it says otherwise. */
async function ollama(request: SeenRequest, response: ServerResponse): Promise<void> {
  const { method, url } = request;
  if (url === '/') {
    response
      .writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      .end(method === 'HEAD' ? '' : 'Ollama is running');
    return;
  }
  if (url === '/api/pull') {
    await sendLines(response, [{ status: 'pulling manifest' }, { status: 'success' }]);
    return;
  }
  if (method !== 'POST') {
    sendJson(response, { models: [{ name: model, model }] });
    return;
  }
  const body = JSON.parse(request.body.toString()) as AskedBody;
  const asked = body.prompt ?? body.messages?.at(-1)?.content ?? '';
  const message = answers[asked] ?? text;
  const streams = body.stream !== false;
  if (url === '/v1/chat/completions') sendJson(response, chatCompletion('As OpenAI says it.'));
  else if (url === '/api/embed') sendJson(response, { model, embeddings: [[0.25, -1.5]], prompt_eval_count: 3 });
  else if (url === '/api/embeddings') sendJson(response, { embedding: [0.25, -1.5] });
  else if (url === '/api/show') sendJson(response, { capabilities: ['completion'] });
  else if (asked === '' && url !== '/api/show') {
    const loaded = { ...envelope, done: true, done_reason: 'load' };
    sendJson(
      response,
      url === '/api/chat' ? { ...loaded, message: { role: 'assistant', content: '' } } : { ...loaded, response: '' },
    );
  } else if (url === '/api/chat') {
    if (streams) await sendLines(response, chatLines(message));
    else sendJson(response, { ...envelope, message, ...ending });
  } else if (url === '/api/generate') {
    const { content, thinking } = message;
    const whole = { ...envelope, response: content, ...(thinking === undefined ? {} : { thinking }) };
    if (streams) await sendLines(response, generateLines(message));
    else sendJson(response, { ...whole, ...ending, context: [1, 2, 3] });
  } else sendJson(response, { error: 'not found' }, 404);
}

type Line = Partial<ChatResponse> & Partial<GenerateResponse>;

/** What a caller sees of an answer, whole or in lines: texts joined, calls in order, the last line's own members. */
function seen(lines: readonly Line[]): object {
  const said = (read: (line: Line) => string | undefined): string => lines.map((line) => read(line) ?? '').join('');
  const { message: _message, response: _response, thinking: _thinking, ...final } = lines.at(-1) ?? {};
  return {
    text: said((line) => line.message?.content ?? line.response),
    thinking: said((line) => line.message?.thinking ?? line.thinking),
    calls: lines.flatMap((line) => line.message?.tool_calls ?? []),
    final,
  };
}

describe('Ollama’s SDK through the proxy to a scripted upstream', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let script: Script;
  /** Cache status of each answer, as the SDK's fetch saw it. */
  let statuses: (string | null)[];

  const client = (host = `${semcache.url}/ollama`, headers: Record<string, string> = {}): Ollama =>
    new Ollama({
      host,
      // Keeps the call that the proxy takes for Ollama's at its scripted upstream.
      headers: { 'x-llm-proxy-host': upstream.url, ...headers },
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        statuses.push(response.headers.get('x-cache-status'));
        return response;
      },
    });
  const chat = (asked: string, from = client()): Promise<ChatResponse> =>
    from.chat({ model, messages: [{ role: 'user', content: asked }] });
  const chatStream = async (asked: string, from = client()): Promise<ChatResponse[]> => {
    const lines: ChatResponse[] = [];
    const stream = await from.chat({ model, messages: [{ role: 'user', content: asked }], stream: true });
    for await (const line of stream) lines.push(line);
    return lines;
  };
  const generate = (prompt: string, from = client()): Promise<GenerateResponse> => from.generate({ model, prompt });
  const generateStream = async (prompt: string, from = client()): Promise<GenerateResponse[]> => {
    const lines: GenerateResponse[] = [];
    for await (const line of await from.generate({ model, prompt, stream: true })) lines.push(line);
    return lines;
  };
  const chatBody = (content: string, more: object = {}): object => ({
    model,
    messages: [{ role: 'user', content }],
    ...more,
  });
  const toUpstream = (): Record<string, string> => ({ 'x-llm-proxy-host': upstream.url });

  beforeEach(async () => {
    script = ollama;
    statuses = [];
    upstream = await startUpstream((request, response, raw) => script(request, response, raw));
    semcache = await runCore({ upstreams: [{ name: 'here', baseUrl: upstream.url }] });
  });

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test.each(Object.keys(answers))('chat, %s: whole, whole again, then in lines, all the same', async (asked) => {
    const first = await chat(asked);
    const second = await chat(asked);
    const lines = await chatStream(asked);
    expect(statuses).toEqual(['miss', 'hit', 'hit']);
    expect(second).toEqual(first);
    expect(seen(lines)).toEqual(seen([first]));
    expect(upstream.seen).toHaveLength(1);
  });

  test.each(Object.keys(answers))(
    'chat, %s: in lines, the same lines again, then whole, all the same',
    async (asked) => {
      const first = await chatStream(asked);
      const second = await chatStream(asked);
      const whole = await chat(asked);
      expect(statuses).toEqual(['miss', 'hit', 'hit']);
      expect(second).toEqual(first);
      expect(seen([whole])).toEqual(seen(first));
      expect(upstream.seen).toHaveLength(1);
    },
  );

  test.each(['text', 'thinking'])('generate, %s: whole and in lines, whichever came first', async (asked) => {
    const first = await generate(asked);
    expect(seen(await generateStream(asked))).toEqual(seen([first]));
    const other = `${asked} `;
    const lines = await generateStream(other);
    expect(await generateStream(other)).toEqual(lines);
    expect(seen([await generate(other)])).toEqual(seen(lines));
    expect(statuses).toEqual(['miss', 'hit', 'miss', 'hit', 'hit']);
  });

  test('a hit is the recorded bytes; without `stream` it is lines', async () => {
    for (const stream of [false, undefined]) {
      const ask = () =>
        postJson(`${semcache.url}/ollama/api/chat`, chatBody(`thinking ${stream}`, { stream }), toUpstream());
      const first = await ask();
      const second = await ask();
      expect(second.headers['x-cache-status']).toBe('hit');
      expect(second.body.equals(first.body)).toBe(true);
      expect(second.headers['content-type']).toBe(stream === false ? 'application/json' : 'application/x-ndjson');
    }
  });

  test('lines survive a client that gets them byte by byte', async () => {
    await chat('calls');
    const replayed = await postJson(`${semcache.url}/ollama/api/chat`, chatBody('calls'), toUpstream());
    expect(replayed.headers['x-cache-status']).toBe('hit');
    script = async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      for (const byte of replayed.body) {
        response.write(Buffer.of(byte));
        await new Promise(setImmediate);
      }
      response.end();
    };
    const lines: ChatResponse[] = [];
    const direct = await new Ollama({ host: upstream.url }).chat({ model, messages: [], stream: true });
    for await (const line of direct) lines.push(line);
    expect(seen(lines)).toMatchObject({ calls, thinking: 'Two tools.' });
  });

  test.each(['/ollama', '', '/u/here', '/p/evals/ollama', '/ollama/'])('host with %j behind it', async (base) => {
    const ollamaHost = client(`${semcache.url}${base}`);
    await chat('text', ollamaHost);
    await chat('text', ollamaHost);
    expect(statuses).toEqual(['miss', 'hit']);
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/api/chat']);
  });

  test('embeddings of both kinds are cached and exact only', async () => {
    const embed = () => client().embed({ model, input: ['a', 'b'] });
    const older = () => client().embeddings({ model, prompt: 'a' });
    expect(await embed()).toEqual(await embed());
    expect(await older()).toEqual(await older());
    expect(statuses).toEqual(['miss', 'hit', 'miss', 'hit']);
  });

  test('the key of Ollama’s cloud goes along and keeps answers apart', async () => {
    const withKey = (key: string): Ollama => client(undefined, { authorization: `Bearer ${key}` });
    for (const key of ['one', 'two', 'one']) await chat('text', withKey(key));
    expect(statuses).toEqual(['miss', 'miss', 'hit']);
    expect(upstream.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
  });

  test('what loads, lists or changes models passes through', async () => {
    const here = client();
    await here.chat({ model });
    await here.chat({ model });
    await here.generate({ model, prompt: '', keep_alive: 0 });
    await here.list();
    await here.ps();
    await here.show({ model });
    const progress = await here.pull({ model, stream: true });
    const states: string[] = [];
    for await (const { status } of progress) states.push(status);
    expect(states).toEqual(['pulling manifest', 'success']);
    expect(new Set(statuses)).toEqual(new Set(['bypass']));
    expect(upstream.seen).toHaveLength(7);
    expect((await semcache.ask('status.get', {})).store.entries).toBe(0);
  });

  test.each(['HEAD', 'GET'])('%s of the root asks Ollama whether it is there', async (method) => {
    const headers = { 'x-llm-proxy-host': upstream.url, 'user-agent': 'ollama/0.30.1 (amd64 linux) Go/go1.26' };
    for (const path of ['/ollama/', '/ollama', '/']) {
      const { status, body } = await rawRequest(`${semcache.url}${path}`, { method, headers });
      expect([status, body.toString()]).toEqual([200, method === 'GET' ? 'Ollama is running' : '']);
    }
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/', '/', '/']);
  });

  test('Ollama’s OpenAI-compatible calls are cached as what they are', async () => {
    const openai = new OpenAI({
      baseURL: `${semcache.url}/ollama/v1`,
      apiKey: 'ollama',
      defaultHeaders: toUpstream(),
      maxRetries: 0,
    });
    const ask = () =>
      openai.chat.completions.create({ model, messages: [{ role: 'user', content: 'Hello?' }] }).withResponse();
    expect((await ask()).response.headers.get('x-cache-status')).toBe('miss');
    const again = await ask();
    expect(again.response.headers.get('x-cache-status')).toBe('hit');
    expect(again.data.choices[0]?.message.content).toBe('As OpenAI says it.');
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/v1/chat/completions']);
  });

  test('an error in the middle of a stream reaches the SDK and is not stored', async () => {
    script = async (_request, response) => {
      await sendLines(response, [
        ...chatLines(text).slice(0, 2),
        { error: 'an error was encountered while running the model' },
      ]);
    };
    await expect(chatStream('text')).rejects.toThrow('an error was encountered while running the model');
    script = ollama;
    expect(seen(await chatStream('text'))).toMatchObject({ text: text.content });
    expect(statuses).toEqual(['miss', 'miss']);
  });

  test('a stream that is cut off is not stored', async () => {
    script = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.end(
        chatLines(text)
          .slice(0, -1)
          .map((line) => `${JSON.stringify(line)}\n`)
          .join(''),
      );
    };
    await expect(chatStream('text')).rejects.toThrow('Did not receive done or success response in stream.');
    expect((await semcache.ask('traffic.list', { limit: 1 })).items[0]).toMatchObject({ recorded: 'truncated' });
  });

  test('errors of Ollama and of the proxy are raised with their own words', async () => {
    script = (_request, response) => sendJson(response, { error: `model '${model}' not found` }, 404);
    await expect(chat('text')).rejects.toMatchObject({
      name: 'ResponseError',
      status_code: 404,
      error: `model '${model}' not found`,
    });
    await expect(chat('text', client(undefined, { 'x-semcache-mode': 'replay-only' }))).rejects.toMatchObject({
      name: 'ResponseError',
      status_code: 504,
      error: expect.stringContaining('replay-only') as string,
    });
    script = (_request, _response, raw) => void raw.socket.destroy();
    await expect(chat('text')).rejects.toMatchObject({ name: 'ResponseError', status_code: 502 });
  });
});

describe('Ollama’s SDK by meaning, with the shipped models', () => {
  test('a paraphrase is served whole and in lines; another image, option or model is asked anew', async () => {
    const upstream = await startUpstream(ollama);
    const semcache = await runCore(
      { matching: { level: 'balanced' }, upstreams: [{ name: 'here', baseUrl: upstream.url }] },
      { modelsDir: join(import.meta.dirname, '..', '..', 'models') },
    );
    await semcache.core.settled();
    const client = new Ollama({ host: `${semcache.url}/u/here` });
    const messages = (content: string, images?: string[]): Message[] => [
      { role: 'user', content, ...(images === undefined ? {} : { images }) },
    ];
    const first = await client.chat({ model, messages: messages('How do I reset my password?') });
    await semcache.core.settled();
    const other = 'How can I reset my password?';
    expect(await client.chat({ model, messages: messages(other), options: { num_gpu: 1 } })).toEqual(first);
    const lines: ChatResponse[] = [];
    for await (const line of await client.chat({ model, messages: messages(other), stream: true })) lines.push(line);
    expect(seen(lines)).toEqual(seen([first]));
    expect(upstream.seen).toHaveLength(1);

    await client.chat({ model, messages: messages(other, ['iVBORw0KGgo=']) });
    await client.chat({ model, messages: messages(other), options: { seed: 1 } });
    await client.chat({ model: 'qwen3:4b', messages: messages(other) });
    await client.generate({ model, prompt: other });
    expect(upstream.seen).toHaveLength(5);
    await semcache.stop();
    await upstream.close();
  });
});

describe('Ollama’s SDK through the proxy to an independent mock', () => {
  test('answers of aimock are stored and replayed in both forms', async () => {
    const mock = new LLMock({ port: 0, host: '127.0.0.1' });
    mock.onMessage('What is a cache?', { content: 'A squirrel’s friend 🐿.' });
    mock.onMessage('And a store?', { content: 'Where the friend shops.' });
    await mock.start();
    const semcache = await runCore({ upstreams: [{ name: 'mock', baseUrl: mock.url }] });
    const client = new Ollama({ host: `${semcache.url}/u/mock` });
    const messages = (content: string): Message[] => [{ role: 'user', content }];
    const whole = async (asked: string): Promise<string> =>
      (await client.chat({ model, messages: messages(asked) })).message.content;
    const streamed = async (asked: string): Promise<string> => {
      let said = '';
      const stream = await client.chat({ model, messages: messages(asked), stream: true });
      for await (const line of stream) said += line.message.content;
      return said;
    };
    const prompted = async (prompt: string): Promise<string | undefined> =>
      (await client.generate({ model, prompt })).response;
    const promptedStream = async (prompt: string): Promise<string> => {
      let said = '';
      for await (const line of await client.generate({ model, prompt, stream: true })) said += line.response ?? '';
      return said;
    };

    const [asked, answered] = ['What is a cache?', 'A squirrel’s friend 🐿.'];
    const [other, otherwise] = ['And a store?', 'Where the friend shops.'];
    expect([await streamed(asked), await streamed(asked), await whole(asked)]).toEqual([answered, answered, answered]);
    expect([await whole(other), await streamed(other)]).toEqual([otherwise, otherwise]);
    expect([await promptedStream(asked), await prompted(asked)]).toEqual([answered, answered]);
    expect([await prompted(other), await promptedStream(other)]).toEqual([otherwise, otherwise]);
    expect(mock.getRequests()).toHaveLength(4);
    await semcache.stop();
    await mock.stop();
  });
});
