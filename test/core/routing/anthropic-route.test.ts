import { createAnthropic } from '@ai-sdk/anthropic';
import Anthropic from '@anthropic-ai/sdk';
import { generateText } from 'ai';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultSettings, mergeSettings, type SettingsFile } from '../../../src-core/contracts/settings.ts';
import { routeRequest } from '../../../src-core/providers/route.ts';

const own: SettingsFile = { upstreams: [{ name: 'gate', baseUrl: 'https://gate.example/anthropic' }] };

/** Upstream, address and dialect of a call. */
function route(target: string, headers: Record<string, string> = {}): string[] {
  const { upstreamName, origin, path, query, dialect } = routeRequest(
    { target, host: '127.0.0.1:8080', header: (name) => headers[name] },
    mergeSettings(defaultSettings, own),
  );
  return [upstreamName, `${origin}${path}${query}`, dialect?.id ?? 'none'];
}

type Send = typeof globalThis.fetch;

/** Where a call that an SDK makes goes from here. */
async function routed(call: (fetch: Send) => Promise<unknown>): Promise<string[]> {
  const sent: string[][] = [];
  await call((input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    sent.push(route(`${pathname}${search}`, Object.fromEntries(new Headers(init?.headers))));
    return Promise.resolve(
      Response.json({ type: 'error', error: { type: 'api_error', message: 'x' } }, { status: 500 }),
    );
  }).catch(() => undefined);
  return sent[0] ?? [];
}

const model = 'claude-opus-5-5';
const messages = [{ role: 'user' as const, content: 'Hello!' }];
const anthropic = 'https://api.anthropic.com/v1';
const local = 'http://127.0.0.1:8080';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('where calls of Anthropic’s SDK go', () => {
  const client = (fetch: Send, baseURL?: string): Anthropic =>
    new Anthropic({ apiKey: 'k', fetch, maxRetries: 0, ...(baseURL === undefined ? {} : { baseURL }) });
  const ask = (baseURL?: string) => (fetch: Send) =>
    client(fetch, baseURL).messages.create({ model, max_tokens: 1, messages });

  it.each([
    local,
    `${local}/`,
    `${local}/v1`,
    `${local}/anthropic`,
    `${local}/anthropic/v1`,
    `${local}/p/evals/anthropic`,
  ])('with the base %s: to Anthropic', async (baseURL) => {
    expect(await routed(ask(baseURL))).toEqual(['anthropic', `${anthropic}/messages`, 'anthropic-messages']);
  });

  it('by the environment', async () => {
    vi.stubEnv('ANTHROPIC_BASE_URL', local);
    expect(await routed(ask())).toEqual(['anthropic', `${anthropic}/messages`, 'anthropic-messages']);
  });

  it.each<[string, string]>([
    ['deepseek', 'https://api.deepseek.com/anthropic/v1/messages'],
    ['deepseek/anthropic', 'https://api.deepseek.com/anthropic/v1/messages'],
    ['openrouter', 'https://openrouter.ai/api/v1/messages'],
    ['openrouter/api', 'https://openrouter.ai/api/v1/messages'],
    ['lmstudio', 'http://localhost:1234/v1/messages'],
    ['ollama', 'http://127.0.0.1:11434/v1/messages'],
  ])('with the prefix /%s', async (prefix, url) => {
    expect(await routed(ask(`${local}/${prefix}`))).toEqual([prefix.split('/')[0], url, 'anthropic-messages']);
  });

  it.each<[string, (client: Anthropic) => Promise<unknown>, string, string]>([
    [
      'betas',
      (from) => from.beta.messages.create({ model, max_tokens: 1, messages, betas: ['context-1m-2025-08-07'] }),
      'messages',
      'anthropic-messages',
    ],
    [
      'a count',
      (from) => from.messages.countTokens({ model, messages }),
      'messages/count_tokens',
      'anthropic-count-tokens',
    ],
    ['a batch', (from) => from.messages.batches.create({ requests: [] }), 'messages/batches', 'none'],
    ['results of one', (from) => from.messages.batches.retrieve('b'), 'messages/batches/b', 'none'],
    ['models', async (from) => await from.models.list(), 'models', 'none'],
  ])('%s', async (_name, call, path, dialect) => {
    const [upstream, url, found] = await routed((fetch) => call(client(fetch, local)));
    expect([upstream, url?.split('?')[0], found]).toEqual(['anthropic', `${anthropic}/${path}`, dialect]);
  });
});

describe('where calls of the AI SDK go', () => {
  it.each<[string, string[]]>([
    [local, ['anthropic', `${anthropic}/messages`, 'anthropic-messages']],
    [`${local}/v1`, ['anthropic', `${anthropic}/messages`, 'anthropic-messages']],
    [`${local}/anthropic`, ['anthropic', `${anthropic}/messages`, 'anthropic-messages']],
    [
      `${local}/deepseek/anthropic`,
      ['deepseek', 'https://api.deepseek.com/anthropic/v1/messages', 'anthropic-messages'],
    ],
    [`${local}/openrouter/v1`, ['openrouter', 'https://openrouter.ai/api/v1/messages', 'anthropic-messages']],
    [`${local}/ollama`, ['ollama', 'http://127.0.0.1:11434/v1/messages', 'anthropic-messages']],
  ])('with the base %s', async (baseURL, expected) => {
    const call = (fetch: Send): Promise<unknown> =>
      generateText({ model: createAnthropic({ apiKey: 'k', baseURL, fetch })(model), prompt: 'Hello!', maxRetries: 0 });
    expect(await routed(call)).toEqual(expected);
  });
});

describe('other calls', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['/v1/messages?beta=true', {}, ['anthropic', `${anthropic}/messages?beta=true`, 'anthropic-messages']],
    ['//v1//messages/', {}, ['anthropic', `${anthropic}/messages/`, 'anthropic-messages']],
    ['/messages/count_tokens', {}, ['anthropic', `${anthropic}/messages/count_tokens`, 'anthropic-count-tokens']],
    ['/u/gate/v1/messages', {}, ['gate', 'https://gate.example/anthropic/v1/messages', 'anthropic-messages']],
    [
      '/azure/mine.services.ai.azure.com/anthropic/v1/messages',
      {},
      ['azure', 'https://mine.services.ai.azure.com/anthropic/v1/messages', 'anthropic-messages'],
    ],
    [
      '/v1/messages',
      { 'x-llm-proxy-upstream': 'https://gate.example/claude/messages' },
      ['gate.example', 'https://gate.example/claude/messages', 'anthropic-messages'],
    ],
    [
      '/v1/messages',
      { 'x-llm-proxy-upstream': 'https://gate.example' },
      ['gate.example', 'https://gate.example/v1/messages', 'anthropic-messages'],
    ],
    [
      '/v1/messages',
      { 'x-llm-proxy-host': 'http://localhost:4000' },
      ['localhost:4000', 'http://localhost:4000/v1/messages', 'anthropic-messages'],
    ],
    [
      '/openai/v1/threads/thread_1/messages',
      {},
      ['openai', 'https://api.openai.com/v1/threads/thread_1/messages', 'none'],
    ],
    ['/v1/messages/batches', {}, ['anthropic', `${anthropic}/messages/batches`, 'none']],
    [
      '/deepseek/messages/count_tokens',
      {},
      ['deepseek', 'https://api.deepseek.com/anthropic/v1/messages/count_tokens', 'anthropic-count-tokens'],
    ],
    ['/deepseek/v1/chat/completions', {}, ['deepseek', 'https://api.deepseek.com/v1/chat/completions', 'openai-chat']],
  ])('%s with %j', (target, headers, expected) => {
    expect(route(target, headers)).toEqual(expected);
  });
});
