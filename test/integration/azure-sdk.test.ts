import { createAzure } from '@ai-sdk/azure';
import { generateText, streamText } from 'ai';
import OpenAI, { AzureOpenAI } from 'openai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonAnswers } from '../core/providers/openai-responses/answers.ts';
import { streams } from '../core/providers/openai-responses/streams.ts';
import { outcomeOf } from '../support/chat-core.ts';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson } from '../support/raw-http.ts';
import {
  chatChunks,
  chatCompletion,
  sendJson,
  sendSse,
  startUpstream,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

/** Shapes of Azure's content filters (Azure OpenAI REST reference, `contentFilterResultsForPrompt` and `…ForChoice`). */
const safe = { filtered: false, severity: 'safe' };
const filters = { hate: safe, self_harm: safe, sexual: safe, violence: safe };
const promptFilters = [
  { prompt_index: 0, content_filter_results: { ...filters, jailbreak: { filtered: false, detected: false } } },
];
const promptChunk = `data: ${JSON.stringify({
  choices: [],
  created: 0,
  id: '',
  model: '',
  object: '',
  prompt_filter_results: promptFilters,
})}\n\n`;

const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'What is a cache?' }];
const apiVersion = '2025-04-01-preview';

describe('Azure OpenAI through the proxy', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  beforeEach(async () => {
    upstream = await startUpstream(async (request, response) => {
      const { pathname } = new URL(request.url, 'http://x');
      const body = JSON.parse(request.body.toString()) as {
        stream?: boolean;
        input?: unknown;
        encoding_format?: string;
      };
      if (pathname.endsWith('/responses')) {
        if (body.stream === true) await sendSse(response, [Buffer.from(streams.text.body).toString()]);
        else sendJson(response, jsonAnswers.text);
      } else if (pathname.endsWith('/embeddings')) {
        const embedding = Buffer.from(new Float32Array([0.5, 0.25]).buffer).toString('base64');
        sendJson(response, { object: 'list', model: 'e', data: [{ object: 'embedding', index: 0, embedding }] });
      } else if (pathname.endsWith('/chat/completions')) {
        if (body.stream === true) await sendSse(response, [promptChunk, ...chatChunks(['A ', 'plàce.'])]);
        else sendJson(response, filteredCompletion('A plàce.'));
      } else {
        sendJson(response, {
          id: 'cmpl-1',
          object: 'text_completion',
          created: 1,
          model: 'm',
          choices: [{ text: 'A plàce.', index: 0, logprobs: null, finish_reason: 'stop' }],
        });
      }
    });
    semcache = await runCore();
  });

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  const filteredCompletion = (content: string): Record<string, unknown> =>
    chatCompletion('', {
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content, refusal: null },
          logprobs: null,
          finish_reason: 'stop',
          content_filter_results: filters,
        },
      ],
      prompt_filter_results: promptFilters,
    });

  /** The resource's own host is not there in a test: its name leads to the scripted one. */
  const here = (): Record<string, string> => ({ 'x-llm-proxy-host': upstream.url });
  const azure = (more: Partial<ConstructorParameters<typeof AzureOpenAI>[0]> = {}): AzureOpenAI =>
    new AzureOpenAI({
      endpoint: `${semcache.url}/azure/my-res`,
      apiVersion,
      ...(more.azureADTokenProvider === undefined ? { apiKey: 'azure-key' } : {}),
      maxRetries: 0,
      defaultHeaders: here(),
      ...more,
    });
  const paths = (): string[] => upstream.seen.map(({ url }) => url);

  test('chat, completions, embeddings and Responses: each asked once, at the paths that the SDK means', async () => {
    const client = azure();
    const calls = [
      () => client.chat.completions.create({ model: 'gpt', messages }).withResponse(),
      () => client.completions.create({ model: 'old', prompt: 'x' }).withResponse(),
      () => client.embeddings.create({ model: 'emb', input: 'x' }).withResponse(),
      () => client.responses.create({ model: 'gpt', input: 'x' }).withResponse(),
    ];
    for (const call of calls) {
      const first = await call();
      const second = await call();
      expect([first, second].map(({ response }) => response.headers.get('x-cache-status'))).toEqual(['miss', 'hit']);
      expect({ ...second.data }).toEqual({ ...first.data });
    }
    expect(paths()).toEqual([
      `/openai/deployments/gpt/chat/completions?api-version=${apiVersion}`,
      `/openai/deployments/old/completions?api-version=${apiVersion}`,
      `/openai/deployments/emb/embeddings?api-version=${apiVersion}`,
      `/openai/responses?api-version=${apiVersion}`,
    ]);
  });

  test('JSON and streams serve each other, with the filters’ results', async () => {
    const json = await azure().chat.completions.create({ model: 'gpt', messages });
    const streamed = await azure().chat.completions.stream({ model: 'gpt', messages }).finalChatCompletion();
    expect(streamed.choices[0]?.message.content).toBe('A plàce.');
    expect(JSON.parse(JSON.stringify(json))).toMatchObject({
      choices: [{ content_filter_results: filters }],
      prompt_filter_results: promptFilters,
    });
    const response = await azure().responses.create({ model: 'gpt', input: 'x' });
    const streamedResponse = await azure().responses.stream({ model: 'gpt', input: 'x' }).finalResponse();
    expect(streamedResponse.output_text).toBe(response.output_text);
    expect(upstream.seen).toHaveLength(2);
  });

  test('a stream that opens with the prompt’s filters is stored, replayed as it was, and is JSON with them', async () => {
    const path = `${semcache.url}/azure/my-res/openai/deployments/gpt/chat/completions?api-version=${apiVersion}`;
    const ask = (body: object) => postJson(path, { messages, ...body }, { ...here(), 'api-key': 'azure-key' });
    const first = await ask({ stream: true });
    const second = await ask({ stream: true });
    expect(outcomeOf(second)).toBe('hit exact exact_match');
    expect(second.body.equals(first.body)).toBe(true);
    expect(second.body.toString().startsWith(promptChunk)).toBe(true);
    const json = JSON.parse((await ask({})).body.toString()) as object;
    expect(json).toMatchObject({
      id: 'chatcmpl-2',
      model: 'gpt-test',
      choices: [{ message: { content: 'A plàce.' } }],
      prompt_filter_results: promptFilters,
    });
    expect(upstream.seen).toHaveLength(1);
  });

  test('nothing crosses a deployment, an API version, a key, a token, or another host', async () => {
    const elsewhere = await startUpstream((_, response) => sendJson(response, chatCompletion('x')));
    const ask = async (client: OpenAI, model = 'gpt'): Promise<string | null> => {
      const { response } = await client.chat.completions.create({ model, messages }).withResponse();
      return response.headers.get('x-cache-status');
    };
    const token = (value: string): AzureOpenAI => azure({ azureADTokenProvider: () => Promise.resolve(value) });
    const variants: [string, OpenAI, string?][] = [
      ['plain', azure()],
      ['deployment', azure(), 'gpt-2'],
      ['deployment of the client', azure({ deployment: 'gpt-3' })],
      ['version', azure({ apiVersion: '2024-10-21' })],
      ['key', azure({ apiKey: 'azure-key-2' })],
      ['Entra token', token('token-1')],
      ['the same user’s next token', token('token-2')],
      ['host', azure({ defaultHeaders: { 'x-llm-proxy-host': elsewhere.url } })],
      ['v1', new OpenAI({ baseURL: `${semcache.url}/azure/my-res/openai/v1`, apiKey: 'k', defaultHeaders: here() })],
    ];
    for (const [name, client, model] of variants) expect([name, await ask(client, model)]).toEqual([name, 'miss']);
    for (const [name, client, model] of variants) expect([name, await ask(client, model)]).toEqual([name, 'hit']);
    await elsewhere.close();
  });

  test('a deployment’s path needs no model, and one in the body does not replace it', async () => {
    const ask = async (deployment: string, body: object): Promise<string> =>
      outcomeOf(
        await postJson(
          `${semcache.url}/azure/my-res/openai/deployments/${deployment}/chat/completions?api-version=1`,
          { messages, ...body },
          { ...here(), 'api-key': 'azure-key' },
        ),
      );
    expect(await ask('one', {})).toBe('miss not_found');
    expect(await ask('one', {})).toBe('hit exact exact_match');
    expect(await ask('two', { model: 'same' })).toBe('miss not_found');
    expect(await ask('three', { model: 'same' })).toBe('miss not_found');
  });

  test.each([
    ['as its own upstream', () => ({ endpoint: `${semcache.url}/u/my-azure` })],
    [
      'by its full address',
      () => ({ endpoint: semcache.url, defaultHeaders: { 'x-llm-proxy-upstream': upstream.url } }),
    ],
  ])('a gateway before Azure, named %s', async (_name, more) => {
    await semcache.ask('upstreams.set', { name: 'my-azure', baseUrl: upstream.url });
    const client = azure({ defaultHeaders: {}, ...more() });
    for (const status of ['miss', 'hit']) {
      const { response } = await client.chat.completions.create({ model: 'gpt', messages }).withResponse();
      expect(response.headers.get('x-cache-status')).toBe(status);
    }
    expect(paths()).toEqual([`/openai/deployments/gpt/chat/completions?api-version=${apiVersion}`]);
  });

  test.each<[string, Parameters<typeof createAzure>[0], string, string]>([
    ['of version 1', {}, '/openai/v1', '/openai/v1'],
    ['of a deployment', { useDeploymentBasedUrls: true, apiVersion }, '/openai', '/openai/deployments/gpt'],
  ])('the AI SDK, with addresses %s: generated once, then streamed', async (_name, options, base, prefix) => {
    const provider = createAzure({
      apiKey: 'azure-key',
      baseURL: `${semcache.url}/azure/my-res${base}`,
      headers: here(),
      ...options,
    });
    for (const model of [provider.responses('gpt'), provider.chat('gpt')]) {
      const first = await generateText({ model, prompt: 'What is a cache?', maxRetries: 0 });
      const streamed = streamText({ model, prompt: 'What is a cache?', maxRetries: 0 });
      expect([await streamed.text, await streamed.finishReason]).toEqual([first.text, first.finishReason]);
    }
    expect(paths().map((path) => path.replace(/\?.*/, ''))).toEqual([
      `${prefix}/responses`,
      `${prefix}/chat/completions`,
    ]);
  });

  test('a prompt that Azure blocks is the SDK’s error, and never stored', async () => {
    await upstream.close();
    const error = {
      message: 'The response was filtered due to the prompt triggering content management policy.',
      type: null,
      param: 'prompt',
      code: 'content_filter',
      status: 400,
      innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: filters },
    };
    upstream = await startUpstream((_, response) =>
      sendJson(response, { error }, 400, { 'apim-request-id': 'apim-1', 'x-ms-region': 'Sweden Central' }),
    );
    for (let time = 0; time < 2; time += 1) {
      const raised = await azure()
        .responses.create({ model: 'gpt', input: 'x' })
        .catch((thrown: unknown) => thrown);
      expect(raised).toBeInstanceOf(OpenAI.BadRequestError);
      expect(raised).toMatchObject({ code: 'content_filter', error });
      expect((raised as InstanceType<typeof OpenAI.BadRequestError>).headers.get('apim-request-id')).toBe('apim-1');
    }
    expect(upstream.seen).toHaveLength(2);
  });

  test('an upstream that is not there is the SDK’s server error, in words', async () => {
    await upstream.close();
    const raised = await azure()
      .responses.create({ model: 'gpt', input: 'x' })
      .catch((thrown: unknown) => thrown);
    expect(raised).toBeInstanceOf(OpenAI.InternalServerError);
    expect(String(raised)).toContain('Failed to connect to upstream');
  });
});
