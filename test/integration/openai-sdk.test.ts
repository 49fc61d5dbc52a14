import { LLMock } from '@copilotkit/aimock';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, tempDir, type RunningCore } from '../support/core-instance.ts';
import {
  chatChunks,
  chatCompletion,
  sendJson,
  sendSse,
  startUpstream,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

const messages: OpenAI.ChatCompletionMessageParam[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'What is a cache?' },
];

function sdk(url: string, apiKey = 'sk-test'): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });
}

describe('the official OpenAI SDK through the proxy to a scripted upstream', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  const temp = tempDir();

  const start = async (): Promise<void> => {
    const settings = {
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    };
    semcache = await runCore(settings, { dataDir: temp.path });
  };

  beforeEach(async () => {
    upstream = await startUpstream(async (request, response) => {
      const body: {
        stream?: boolean;
        stream_options?: { include_usage?: boolean };
        n?: number;
        tools?: unknown;
        input?: string;
        encoding_format?: string;
      } = JSON.parse(request.body.toString());
      if (request.url === '/v1/embeddings') {
        const vector = [0.25, -1.5, 0.125];
        const embedding =
          body.encoding_format === 'base64' ? Buffer.from(new Float32Array(vector).buffer).toString('base64') : vector;
        sendJson(response, {
          object: 'list',
          model: 'embed',
          data: [{ object: 'embedding', index: 0, embedding }],
          usage: { prompt_tokens: 3, total_tokens: 3 },
        });
      } else if (body.stream === true) {
        await sendSse(
          response,
          chatChunks(['A ', 'place ', 'to kéep 🐿.'], { usage: body.stream_options?.include_usage === true }),
        );
      } else if (body.n === 2) {
        const choice = (index: number): unknown => ({
          index,
          message: { role: 'assistant', content: `answer ${index}`, refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        });
        sendJson(response, chatCompletion('', { choices: [choice(0), choice(1)] }));
      } else if (body.tools !== undefined) {
        const call = (id: string, city: string): unknown => ({
          id,
          type: 'function',
          function: { name: 'weather', arguments: JSON.stringify({ city }) },
        });
        sendJson(
          response,
          chatCompletion('', {
            choices: [
              {
                index: 0,
                message: {
                  role: 'assistant',
                  content: null,
                  refusal: null,
                  tool_calls: [call('call_1', 'Berlin'), call('call_2', 'Oslo')],
                },
                logprobs: null,
                finish_reason: 'tool_calls',
              },
            ],
          }),
        );
      } else {
        sendJson(response, chatCompletion('A place to keep things.'));
      }
    });
    await start();
  });

  afterEach(async () => {
    await semcache.ask('entries.clear', {});
    await semcache.stop();
    await upstream.close();
  });

  test('JSON: miss, then hit with the same message; the upstream is called once', async () => {
    const ask = () => sdk(semcache.url).chat.completions.create({ model: 'gpt-test', messages }).withResponse();
    const first = await ask();
    const second = await ask();
    expect(first.response.headers.get('x-cache-status')).toBe('miss');
    expect(second.response.headers.get('x-cache-status')).toBe('hit');
    expect(second.response.headers.get('x-cache-match')).toBe('exact');
    // The SDK adds the response's own request id as a hidden property; everything it shows is equal.
    expect({ ...second.data }).toEqual({ ...first.data });
    expect(second.request_id).toBe(second.response.headers.get('x-semcache-request'));
    expect(upstream.seen).toHaveLength(1);
  });

  test('stream: miss, then hit with the same accumulated message, then JSON from the same entry', async () => {
    const ask = () =>
      sdk(semcache.url)
        .chat.completions.stream({ model: 'gpt-test', messages, stream_options: { include_usage: true } })
        .finalChatCompletion();
    const first = await ask();
    const second = await ask();
    const json = await sdk(semcache.url).chat.completions.create({ model: 'gpt-test', messages });
    expect(second).toEqual(first);
    expect(first.choices[0]?.message.content).toBe('A place to kéep 🐿.');
    expect(json.choices[0]?.message.content).toBe('A place to kéep 🐿.');
    expect(json.usage).toEqual(first.usage);
    expect(upstream.seen).toHaveLength(1);
  });

  test('JSON first, then the stream is synthesised from it', async () => {
    const json = await sdk(semcache.url).chat.completions.create({ model: 'gpt-test', messages });
    const stream = await sdk(semcache.url)
      .chat.completions.stream({ model: 'gpt-test', messages, stream_options: { include_usage: true } })
      .finalChatCompletion();
    expect(stream.choices[0]?.message.content).toBe(json.choices[0]?.message.content);
    expect(stream.usage).toEqual(json.usage);
    expect(upstream.seen).toHaveLength(1);
  });

  test('tools and n = 2 keep every call and choice, in both forms', async () => {
    const tools: OpenAI.ChatCompletionTool[] = [
      {
        type: 'function',
        function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
      },
    ];
    for (const more of [{ tools }, { n: 2 }]) {
      const first = await sdk(semcache.url).chat.completions.create({ model: 'gpt-test', messages, ...more });
      const second = await sdk(semcache.url).chat.completions.create({ model: 'gpt-test', messages, ...more });
      const streamed = await sdk(semcache.url)
        .chat.completions.stream({ model: 'gpt-test', messages, ...more })
        .finalChatCompletion();
      expect(second.choices).toEqual(first.choices);
      // The SDK's accumulator adds `parsed`; everything the API sent must be there.
      expect(streamed.choices).toMatchObject(
        first.choices.map(({ index, finish_reason, message }) => ({
          index,
          finish_reason,
          message: { content: message.content },
        })),
      );
      expect(streamed.choices.map((choice) => choice.message.tool_calls?.map((call) => call.id))).toEqual(
        first.choices.map((choice) => choice.message.tool_calls?.map((call) => call.id)),
      );
    }
    expect(upstream.seen).toHaveLength(2);
  });

  test('embeddings: the SDK asks for base64, another client for floats, and both get one entry', async () => {
    const client = sdk(semcache.url);
    const first = await client.embeddings.create({ model: 'embed', input: 'text' });
    const second = await client.embeddings.create({ model: 'embed', input: 'text' });
    const floats = await client.embeddings.create({ model: 'embed', input: 'text', encoding_format: 'float' });
    expect(first.data[0]?.embedding).toEqual([0.25, -1.5, 0.125]);
    expect(second.data).toEqual(first.data);
    expect(floats.data).toEqual(first.data);
    expect(upstream.seen).toHaveLength(1);
  });

  test('the same after a restart', async () => {
    const first = await sdk(semcache.url).chat.completions.create({ model: 'gpt-test', messages });
    await semcache.stop();
    await start();
    const second = await sdk(semcache.url).chat.completions.create({ model: 'gpt-test', messages }).withResponse();
    expect(second.response.headers.get('x-cache-status')).toBe('hit');
    expect(second.data.choices).toEqual(first.choices);
    expect(upstream.seen).toHaveLength(1);
  });

  test('nothing crosses a key, an organisation, a project, a model, a parameter, or another upstream', async () => {
    const ask = async (
      client: OpenAI,
      more: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming> = {},
    ): Promise<string | null> => {
      const { response } = await client.chat.completions
        .create({ model: 'gpt-test', messages, ...more })
        .withResponse();
      return response.headers.get('x-cache-status');
    };
    const base = { baseURL: `${semcache.url}/v1`, apiKey: 'sk-test', maxRetries: 0 };
    expect(await ask(new OpenAI(base))).toBe('miss');
    const others: [OpenAI, Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>][] = [
      [new OpenAI({ ...base, apiKey: 'sk-other' }), {}],
      [new OpenAI({ ...base, organization: 'org-2' }), {}],
      [new OpenAI({ ...base, project: 'proj-2' }), {}],
      [new OpenAI({ ...base, baseURL: `${semcache.url}/p/other/v1` }), {}],
      [new OpenAI({ ...base, defaultHeaders: { 'x-semcache-namespace': 'other' } }), {}],
      [
        new OpenAI({
          ...base,
          defaultHeaders: { 'x-llm-proxy-upstream': `${upstream.url}/elsewhere/chat/completions` },
        }),
        {},
      ],
      [new OpenAI(base), { model: 'gpt-other' }],
      [new OpenAI(base), { temperature: 0.1 }],
      [new OpenAI(base), { seed: 7 }],
      [new OpenAI(base), { messages: [{ role: 'system', content: 'Be long.' }, messages[1]!] }],
    ];
    for (const [client, more] of others) expect(await ask(client, more)).toBe('miss');
    for (const [client, more] of others) expect(await ask(client, more)).toBe('hit');
    expect(await ask(new OpenAI(base), { user: 'someone', metadata: { run: '2' } })).toBe('hit');
  });

  test('upstream errors keep status, body and retry headers, and are never stored', async () => {
    await upstream.close();
    upstream = await startUpstream((_, response) =>
      sendJson(response, { error: { message: 'Slow down', type: 'requests', code: 'rate_limit_exceeded' } }, 429, {
        'retry-after': '7',
        'x-ratelimit-remaining-requests': '0',
      }),
    );
    const client = new OpenAI({
      baseURL: `${semcache.url}/v1`,
      apiKey: 'sk',
      maxRetries: 0,
      defaultHeaders: { 'x-llm-proxy-upstream': `${upstream.url}/v1/chat/completions` },
    });
    for (let index = 0; index < 2; index += 1) {
      const error = await client.chat.completions
        .create({ model: 'gpt-test', messages })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OpenAI.RateLimitError);
      expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
      expect((error as InstanceType<typeof OpenAI.RateLimitError>).headers.get('retry-after')).toBe('7');
    }
    expect(upstream.seen).toHaveLength(2);
  });
});

describe('the official OpenAI SDK through the proxy to aimock', () => {
  let mock: LLMock;
  let semcache: RunningCore;

  beforeEach(async () => {
    mock = new LLMock({ port: 0, host: '127.0.0.1' });
    mock.onMessage('What is a cache?', { content: 'A squirrel’s friend 🐿.' });
    mock.onEmbedding('text', { embedding: [0.5, 0.25] });
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

  test('chat in both forms and embeddings: one upstream call each, the same message', async () => {
    const client = sdk(semcache.url);
    const streamed = await client.chat.completions.stream({ model: 'gpt-4o', messages }).finalChatCompletion();
    const again = await client.chat.completions.stream({ model: 'gpt-4o', messages }).finalChatCompletion();
    const json = await client.chat.completions.create({ model: 'gpt-4o', messages }).withResponse();
    expect(again.choices).toEqual(streamed.choices);
    expect(json.response.headers.get('x-cache-status')).toBe('hit');
    expect(json.data.choices[0]?.message.content).toBe('A squirrel’s friend 🐿.');

    const first = await client.embeddings.create({ model: 'text-embedding-3-small', input: 'text' });
    const second = await client.embeddings.create({ model: 'text-embedding-3-small', input: 'text' });
    expect(second.data).toEqual(first.data);
    expect(mock.getRequests()).toHaveLength(2);
  });
});
