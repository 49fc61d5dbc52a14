import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { message, text } from '../core/providers/anthropic-messages/answers.ts';
import { jsonAnswers as responses } from '../core/providers/openai-responses/answers.ts';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, rawRequest } from '../support/raw-http.ts';
import {
  chatChunks,
  chatCompletion,
  sendJson,
  sendSse,
  startUpstream,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'What is a cache?' }];

describe('LM Studio through the proxy, by the openai SDK at /lmstudio/v1', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  const toUpstream = (): Record<string, string> => ({ 'x-llm-proxy-host': upstream.url });
  const client = (): OpenAI =>
    new OpenAI({
      baseURL: `${semcache.url}/lmstudio/v1`,
      apiKey: 'lm-studio',
      maxRetries: 0,
      defaultHeaders: toUpstream(),
    });

  beforeEach(async () => {
    upstream = await startUpstream(async (request, response) => {
      const body = request.body.length === 0 ? {} : (JSON.parse(request.body.toString()) as { stream?: boolean });
      if (request.url === '/v1/chat/completions') {
        if (body.stream === true) await sendSse(response, chatChunks(['A ', 'place.']));
        else sendJson(response, chatCompletion('A place.', { stats: {}, system_fingerprint: 'qwen3-4b' }));
      } else if (request.url === '/v1/responses') sendJson(response, Object.values(responses)[0]);
      else if (request.url === '/v1/messages') sendJson(response, message([text('A place.')]));
      else if (request.url.startsWith('/api/'))
        sendJson(response, { output: [{ type: 'message', content: 'Hello.' }] });
      // LM Studio answers paths that it does not know with status 200.
      else sendJson(response, { error: `Unexpected endpoint or method. (${request.method} ${request.url})` });
    });
    semcache = await runCore({ upstreams: [{ name: 'here', baseUrl: upstream.url }] });
  });

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test('chat is cached in both forms, with the members that LM Studio adds', async () => {
    const whole = () => client().chat.completions.create({ model: 'qwen3-4b', messages }).withResponse();
    const first = await whole();
    const second = await whole();
    expect([first, second].map(({ response }) => response.headers.get('x-cache-status'))).toEqual(['miss', 'hit']);
    expect({ ...second.data }).toEqual({ ...first.data });
    expect(second.data).toMatchObject({ stats: {} });
    const stream = client().chat.completions.stream({ model: 'qwen3-4b', messages });
    expect(await stream.finalContent()).toBe('A place.');
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/v1/chat/completions']);
  });

  test('Responses are cached in both forms', async () => {
    const asked = { model: 'qwen3-4b', input: 'What is a cache?' };
    const whole = () => client().responses.create(asked).withResponse();
    const [first, second] = [await whole(), await whole()];
    expect([first, second].map(({ response }) => response.headers.get('x-cache-status'))).toEqual(['miss', 'hit']);
    const streamed = await client().responses.stream(asked).finalResponse();
    expect(streamed.output_text).toBe(first.data.output_text);
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/v1/responses']);
  });

  test('Messages are cached in both forms, by Anthropic’s SDK', async () => {
    const anthropic = new Anthropic({
      baseURL: `${semcache.url}/lmstudio`,
      apiKey: 'lm-studio',
      maxRetries: 0,
      defaultHeaders: toUpstream(),
    });
    const asked = {
      model: 'qwen3-4b',
      max_tokens: 50,
      messages: [{ role: 'user' as const, content: 'What is a cache?' }],
    };
    const whole = () => anthropic.messages.create(asked).withResponse();
    const [first, second] = [await whole(), await whole()];
    expect([first, second].map(({ response }) => response.headers.get('x-cache-status'))).toEqual(['miss', 'hit']);
    expect(await anthropic.messages.stream(asked).finalText()).toBe('A place.');
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/v1/messages']);
  });

  test.each(['/v1/completions', '/v1/embeddings'])(
    'an error that %s says under status 200 is not stored',
    async (path) => {
      const ask = () =>
        postJson(`${semcache.url}/lmstudio${path}`, { model: 'm', prompt: 'x', input: 'x' }, toUpstream());
      for (const answer of [await ask(), await ask()]) {
        expect([answer.status, answer.headers['x-cache-status']]).toEqual([200, 'miss']);
        expect(answer.body.toString()).toContain('Unexpected endpoint or method.');
      }
      expect((await semcache.ask('traffic.list', { limit: 1 })).items[0]).toMatchObject({ recorded: 'error_in_body' });
    },
  );

  test.each(['/api/v0/chat/completions', '/api/v0/embeddings', '/api/v1/chat', '/api/v1/models/load'])(
    'its own call %s, which keeps state, passes through',
    async (path) => {
      const ask = () =>
        postJson(`${semcache.url}/lmstudio${path}`, { model: 'm', input: 'Hi', messages }, toUpstream());
      for (const answer of [await ask(), await ask()]) expect(answer.headers['x-cache-status']).toBe('bypass');
      expect(upstream.seen.map(({ url }) => url)).toEqual([path, path]);
    },
  );

  test('lists of models pass through', async () => {
    for (const path of ['/v1/models', '/api/v0/models']) {
      const { headers } = await rawRequest(`${semcache.url}/lmstudio${path}`, { headers: toUpstream() });
      expect(headers['x-cache-status']).toBe('bypass');
    }
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/v1/models', '/api/v0/models']);
  });
});
