import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { Cohere, CohereClient, CohereError } from 'cohere-ai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { sendJson, startUpstream, type Script, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const model = 'command-a-03-2025';
const usage = { billed_units: { input_tokens: 5, output_tokens: 7 }, tokens: { input_tokens: 71, output_tokens: 9 } };
const citation = {
  start: 2,
  end: 7,
  text: 'cache',
  type: 'TEXT_CONTENT',
  sources: [{ type: 'document', id: 'doc:0', document: { id: 'doc:0', text: 'On caches' } }],
};

interface Message {
  tool_plan?: string;
  tool_calls?: { id: string; type: string; function: { name: string; arguments: string } }[];
  content?: ({ type: 'text'; text: string } | { type: 'thinking'; thinking: string })[];
  citations?: object[];
}

/** Messages of cohere-ai 8.1.0 `V2ChatResponse` on the wire, chosen by the asked text. */
const messages: Record<string, Message> = {
  text: { content: [{ type: 'text', text: 'A place to kéep 🐿. data: [DONE]' }] },
  thinking: {
    content: [
      { type: 'thinking', thinking: 'They ask about caches.' },
      { type: 'text', text: 'A cache keeps things.' },
    ],
    citations: [citation],
  },
  calls: {
    tool_plan: 'I will look at both.',
    tool_calls: [
      { id: 'weather_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Łódź"}' } },
      { id: 'time_2', type: 'function', function: { name: 'time', arguments: '{}' } },
    ],
  },
};

function* eventsOf(message: Message): Generator<object> {
  const empty = { content: [], tool_plan: '', tool_calls: [], citations: [] };
  const delta = (type: string, message: object, index?: number): object => ({ type, index, delta: { message } });
  const pieces = (text: string): string[] => text.match(/.{1,9}/gsu) ?? [];
  yield { type: 'message-start', id: 'c14c80c3', delta: { message: { role: 'assistant', ...empty } } };
  for (const piece of pieces(message.tool_plan ?? '')) yield delta('tool-plan-delta', { tool_plan: piece });
  for (const [index, call] of (message.tool_calls ?? []).entries()) {
    const opening = { ...call, function: { name: call.function.name, arguments: '' } };
    yield delta('tool-call-start', { tool_calls: opening }, index);
    for (const piece of pieces(call.function.arguments)) {
      yield delta('tool-call-delta', { tool_calls: { function: { arguments: piece } } }, index);
    }
    yield { type: 'tool-call-end', index };
  }
  for (const [index, item] of (message.content ?? []).entries()) {
    const [name, text] = item.type === 'text' ? ['text', item.text] : ['thinking', item.thinking];
    yield delta('content-start', { content: { type: item.type, [name]: '' } }, index);
    // The live API would end the SDK's stream at this text too; here it must arrive.
    for (const piece of pieces(text.replace('[DONE]', '')))
      yield delta('content-delta', { content: { [name]: piece } }, index);
    yield { type: 'content-end', index };
  }
  for (const [index, citations] of (message.citations ?? []).entries()) {
    yield delta('citation-start', { citations }, index);
    yield { type: 'citation-end', index };
  }
  const reason = message.tool_calls === undefined ? 'COMPLETE' : 'TOOL_CALL';
  yield { type: 'message-end', delta: { finish_reason: reason, usage } };
}

/** Packets of a few bytes, so that characters and events are split. */
async function sendEvents(response: ServerResponse, message: Message): Promise<void> {
  const events = [...eventsOf(message)].map((event) => {
    const { type } = event as { type: string };
    return `event: ${type}\ndata: ${JSON.stringify(event)}\n\n`;
  });
  const bytes = Buffer.from(`${events.join('')}data: [DONE]\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.socket?.setNoDelay(true);
  for (let from = 0; from < bytes.length; from += 61) {
    response.write(bytes.subarray(from, from + 61));
    await new Promise(setImmediate);
  }
  response.end();
}

interface AskedBody {
  stream?: boolean;
  messages?: { content: string }[];
  texts?: string[];
}

const answer: Script = async (request, response) => {
  if (request.method === 'GET' || request.url === '/v1/chat') {
    sendJson(response, { text: 'Hi', generation_id: 'x', models: [] });
    return;
  }
  const body = JSON.parse(request.body.toString()) as AskedBody;
  if (request.url === '/v2/embed') {
    const float = (body.texts ?? []).map((_, index) => [0.25, index + 1]);
    sendJson(response, {
      id: 'e',
      embeddings: { float },
      texts: body.texts,
      meta: { billed_units: { input_tokens: 2 } },
    });
  } else if (request.url === '/v2/rerank') {
    sendJson(response, { id: 'r', results: [{ index: 1, relevance_score: 0.98 }], meta: {} });
  } else {
    const message = messages[body.messages?.at(-1)?.content ?? ''] ?? {};
    if (body.stream === true) await sendEvents(response, message);
    else {
      const finish_reason = message.tool_calls === undefined ? 'COMPLETE' : 'TOOL_CALL';
      sendJson(response, { id: 'c14c80c3', finish_reason, message: { role: 'assistant', ...message }, usage });
    }
  }
};

/** What a caller of the SDK sees of a stream, as the answer it is. */
function assembled(events: readonly Cohere.V2ChatStreamResponse[]): object {
  const contents: { type: string; text: string }[] = [];
  const calls: { id: string | undefined; name: string | undefined; args: string }[] = [];
  const citations: unknown[] = [];
  let plan = '';
  let end: unknown;
  for (const event of events) {
    if (event.type === 'content-start') contents.push({ type: event.delta?.message?.content?.type ?? '', text: '' });
    else if (event.type === 'content-delta') {
      const said = event.delta?.message?.content;
      contents[event.index ?? -1]!.text += said?.text ?? said?.thinking ?? '';
    } else if (event.type === 'tool-plan-delta') plan += event.delta?.message?.toolPlan ?? '';
    else if (event.type === 'tool-call-start') {
      const call = event.delta?.message?.toolCalls;
      calls.push({ id: call?.id, name: call?.function?.name, args: '' });
    } else if (event.type === 'tool-call-delta') {
      calls[event.index ?? -1]!.args += event.delta?.message?.toolCalls?.function?.arguments ?? '';
    } else if (event.type === 'citation-start') citations.push(event.delta?.message?.citations);
    else if (event.type === 'message-end') end = [event.delta?.finishReason, event.delta?.usage];
  }
  return { contents, calls, citations, plan, end };
}

function whole({ message, finishReason, usage: used }: Cohere.V2ChatResponse): object {
  return {
    contents: (message.content ?? []).map((item) => ({
      type: item.type,
      text: item.type === 'text' ? item.text : item.thinking,
    })),
    calls: (message.toolCalls ?? []).map(({ id, function: called }) => ({
      id,
      name: called?.name,
      args: called?.arguments,
    })),
    citations: message.citations ?? [],
    plan: message.toolPlan ?? '',
    end: [finishReason, used],
  };
}

describe('Cohere’s SDK through the proxy to a scripted upstream', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let script: Script;

  const client = (more: { token?: string; prefix?: string } = {}): CohereClient =>
    new CohereClient({
      environment: `${semcache.url}${more.prefix ?? ''}`,
      token: more.token ?? 'co-test-token',
      maxRetries: 0,
      // Keeps the call that the proxy takes for Cohere's on this machine.
      headers: { 'x-llm-proxy-host': upstream.url },
    });
  const request = (content: string): Cohere.V2ChatRequest => ({ model, messages: [{ role: 'user', content }] });
  const chat = async (content: string, from = client()): Promise<{ status: string | null; answer: object }> => {
    const { data, rawResponse } = await from.v2.chat(request(content)).withRawResponse();
    return { status: rawResponse.headers.get('x-cache-status'), answer: whole(data) };
  };
  const stream = async (content: string, from = client()): Promise<{ status: string | null; answer: object }> => {
    const { data, rawResponse } = await from.v2.chatStream(request(content)).withRawResponse();
    const events: Cohere.V2ChatStreamResponse[] = [];
    for await (const event of data) events.push(event);
    return { status: rawResponse.headers.get('x-cache-status'), answer: assembled(events) };
  };

  beforeEach(async () => {
    script = answer;
    upstream = await startUpstream((seen, response, raw) => script(seen, response, raw));
    semcache = await runCore();
  });

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test.each(Object.keys(messages))('%s: an answer, then that answer, then the stream of it', async (content) => {
    const first = await chat(content);
    expect(await chat(content)).toEqual({ status: 'hit', answer: first.answer });
    expect(await stream(content)).toEqual({ status: 'hit', answer: first.answer });
    expect(first.status).toBe('miss');
    expect(upstream.seen).toHaveLength(1);
  });

  test.each(Object.keys(messages))('%s: a stream, then that stream, then the answer it is', async (content) => {
    const first = await stream(content);
    expect(await stream(content)).toEqual({ status: 'hit', answer: first.answer });
    expect(await chat(content)).toEqual({ status: 'hit', answer: first.answer });
    expect(first.status).toBe('miss');
    expect(upstream.seen).toHaveLength(1);
  });

  test('no-cache, which the SDK’s fetch sends with every stream, asks for nothing; what a caller adds does', async () => {
    await stream('text');
    const sent = upstream.seen[0]?.headers;
    expect([sent?.['cache-control'], sent?.pragma]).toEqual(['no-cache', 'no-cache']);
    const statusWith = async (headers: Record<string, string>): Promise<string | null> => {
      const { data, rawResponse } = await client().v2.chatStream(request('text'), { headers }).withRawResponse();
      for await (const event of data) expect(event.type).not.toBe('debug');
      return rawResponse.headers.get('x-cache-status');
    };
    expect(await statusWith({})).toBe('hit');
    expect(await statusWith({ 'cache-control': 'no-store' })).toBe('bypass');
    expect(await statusWith({ 'x-semcache-mode': 'refresh' })).toBe('refresh');
  });

  test.each([false, true])('a hit is the recorded bytes (stream: %s)', async (streamed) => {
    const ask = async (): Promise<{ status: string | null; text: string }> => {
      const response = await fetch(`${semcache.url}/cohere/v2/chat`, {
        method: 'POST',
        headers: { authorization: 'Bearer x', 'x-llm-proxy-host': upstream.url },
        body: JSON.stringify({ ...request('thinking'), stream: streamed }),
      });
      return { status: response.headers.get('x-cache-status'), text: await response.text() };
    };
    const first = await ask();
    expect(await ask()).toEqual({ status: 'hit', text: first.text });
    expect(first.status).toBe('miss');
  });

  test('bare and below /cohere it is one entry; nothing crosses a token, a project or a parameter', async () => {
    expect((await chat('text')).status).toBe('miss');
    expect((await chat('text', client({ prefix: '/cohere' }))).status).toBe('hit');
    const others = [
      () => chat('text', client({ token: 'co-other' })),
      () => chat('text', client({ prefix: '/p/other/cohere' })),
      async () => {
        const call = client().v2.chat({ ...request('text'), documents: ['On caches'] });
        const { rawResponse } = await call.withRawResponse();
        return { status: rawResponse.headers.get('x-cache-status') };
      },
    ];
    for (const other of others) expect((await other()).status).toBe('miss');
    for (const other of others) expect((await other()).status).toBe('hit');
  });

  test('embed and rerank are answered exactly; v1 and lists pass through', async () => {
    const embed: Cohere.V2EmbedRequest = { model: 'embed-v4.0', inputType: 'search_query', embeddingTypes: ['float'] };
    const rerank = { model: 'rerank-v3.5', query: 'caches?', documents: ['On cats', 'On caches'] };
    for (let turn = 0; turn < 2; turn += 1) {
      const vectors = await client()
        .v2.embed({ ...embed, texts: ['a', 'b'] })
        .withRawResponse();
      const ranks = await client().v2.rerank(rerank).withRawResponse();
      const legacy = await client({ prefix: '/cohere' }).chat({ message: 'Hi' }).withRawResponse();
      await client({ prefix: '/cohere' }).models.list();
      expect(vectors.data.embeddings.float).toEqual([
        [0.25, 1],
        [0.25, 2],
      ]);
      expect(ranks.data.results).toEqual([{ index: 1, relevanceScore: 0.98 }]);
      const status = [vectors, ranks, legacy].map(({ rawResponse }) => rawResponse.headers.get('x-cache-status'));
      expect(status).toEqual(turn === 0 ? ['miss', 'miss', 'bypass'] : ['hit', 'hit', 'bypass']);
    }
    expect(upstream.seen).toHaveLength(6);
  });

  test('errors of the upstream come as they are and are not stored', async () => {
    script = (_, response) => sendJson(response, { id: 'x', message: 'Slow down' }, 429, { 'retry-after': '7' });
    for (let turn = 0; turn < 2; turn += 1) {
      const thrown = await chat('text').catch((each: unknown) => each);
      expect(thrown).toBeInstanceOf(Cohere.TooManyRequestsError);
      expect(thrown).toMatchObject({ statusCode: 429, body: { id: 'x', message: 'Slow down' } });
    }
    expect(upstream.seen).toHaveLength(2);
  });

  test('an error of ours is a CohereError with our code', async () => {
    await upstream.close();
    const thrown = await chat('text').catch((each: unknown) => each);
    expect(thrown).toBeInstanceOf(CohereError);
    expect(thrown).toMatchObject({ statusCode: 502, body: { code: 'upstream_unreachable' } });
  });

  test('a stream that is cut off, or that ends in an error, is not stored', async () => {
    const start = 'event: message-start\ndata: {"type":"message-start","id":"x"}\n\n';
    const failed = `${start}event: message-end\ndata: {"type":"message-end","delta":{"finish_reason":"ERROR"}}\n\n`;
    for (const bytes of [start, failed]) {
      script = (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(bytes);
      };
      expect([(await stream(bytes)).status, (await stream(bytes)).status]).toEqual(['miss', 'miss']);
    }
  });
});

describe('answers of Cohere by meaning, with the shipped models', () => {
  test('serve another wording in both forms, but not over other documents', async () => {
    const upstream = await startUpstream((_, response) => {
      const content = [{ type: 'text', text: 'By the link on the page.' }];
      sendJson(response, { id: 'x', finish_reason: 'COMPLETE', message: { role: 'assistant', content }, usage });
    });
    const semcache = await runCore(
      { matching: { level: 'balanced' }, upstreams: [{ name: 'here', baseUrl: upstream.url }] },
      { modelsDir: join(import.meta.dirname, '..', '..', 'models') },
    );
    await semcache.core.settled();
    const { v2 } = new CohereClient({ environment: `${semcache.url}/u/here`, token: 'x', maxRetries: 0 });
    const request = (content: string): Cohere.V2ChatRequest => ({ model, messages: [{ role: 'user', content }] });
    const stored = await v2.chat(request('How do I reset my password?'));
    await semcache.core.settled();

    const asked = request('How can I reset my password?');
    const answered = await v2.chat(asked).withRawResponse();
    expect(answered.rawResponse.headers.get('x-cache-match')).toBe('semantic');
    expect(whole(answered.data)).toEqual(whole(stored));
    const streamed = await v2.chatStream(asked).withRawResponse();
    const events: Cohere.V2ChatStreamResponse[] = [];
    for await (const event of streamed.data) events.push(event);
    expect(streamed.rawResponse.headers.get('x-cache-match')).toBe('semantic');
    expect(assembled(events)).toEqual(whole(stored));
    const other = await v2.chat({ ...asked, documents: ['On passwords'] }).withRawResponse();
    expect(other.rawResponse.headers.get('x-cache-status')).toBe('miss');
    await semcache.stop();
    await upstream.close();
  });
});

describe('Cohere’s SDK through the proxy to aimock', () => {
  test('streams, whole answers, tool calls and each other: one upstream call each', async () => {
    const mock = new LLMock({ port: 0, host: '127.0.0.1' });
    mock.onMessage('What is a cache?', { content: 'A squirrel’s friend 🐿.' });
    mock.onMessage('Weather?', { toolCalls: [{ name: 'weather', arguments: '{"city":"Łódź"}', id: 'weather_1' }] });
    await mock.start();
    const semcache = await runCore({ upstreams: [{ name: 'mock', baseUrl: mock.url }] });
    const { v2 } = new CohereClient({ environment: `${semcache.url}/u/mock`, token: 'x', maxRetries: 0 });
    const request = (content: string): Cohere.V2ChatRequest => ({ model, messages: [{ role: 'user', content }] });
    const streamed = async (content: string): Promise<object> => {
      const events: Cohere.V2ChatStreamResponse[] = [];
      for await (const event of await v2.chatStream(request(content))) events.push(event);
      return assembled(events);
    };
    for (const content of ['What is a cache?', 'Weather?']) {
      const first = await streamed(content);
      expect(await streamed(content)).toEqual(first);
      expect(whole(await v2.chat(request(content)))).toEqual(first);
    }
    expect(mock.getRequests()).toHaveLength(2);
    await semcache.stop();
    await mock.stop();
  });
});
